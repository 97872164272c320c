import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Tab presses after which a control counts as not to be reached. */
const mostTabs = 400;

/** The forms of an incident panel, worked with the keyboard alone: Tab to a control, type, arrows, Space and Enter. */
export class IncidentForm {
  constructor(
    private readonly page: Page,
    private readonly frame: () => FrameLocator,
  ) {}

  /** Anything in the page, to look at. */
  find(selector: string): Locator {
    return this.frame().locator(selector);
  }

  /** Tabs to a control until it has the focus, forwards or backwards as the document runs. */
  async reach(control: Locator | string): Promise<void> {
    if (typeof control === 'string') await this.openQuestion(control);
    const target = (typeof control === 'string' ? this.find(control) : control).first();
    await target.waitFor({ state: 'attached' });
    await this.openAround(target);
    await target.waitFor();
    if (await target.evaluate(element => element.matches('[role="toolbar"] [tabindex="-1"]'))) return this.goAlong(target);
    for (let tabs = 0; tabs < mostTabs; tabs++) {
      const way = await target.evaluate(element => {
        const active = document.activeElement;
        if (!document.hasFocus()) return 'elsewhere';
        if (active && element.contains(active)) return 'here';
        if (!active || active === document.body) return 'Tab';
        return active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
      });
      if (way === 'here') return;
      await this.page.keyboard.press(way === 'elsewhere' ? 'Control+1' : way);
      if (way === 'elsewhere') await this.page.waitForTimeout(100);
    }
    throw new Error(`Tab does not lead to ${String(control)}`);
  }

  /** Comes to a button of a toolbar: Tab leads to the toolbar, arrows along it. */
  private async goAlong(target: Locator): Promise<void> {
    const toolbar = this.find('[role="toolbar"]').filter({ has: target });
    await this.reach(toolbar.locator('[tabindex="0"]'));
    const buttons = await toolbar.locator('button').count();
    for (let at = 0; at < buttons && !(await target.evaluate(element => element === document.activeElement)); at++)
      await this.page.keyboard.press('ArrowRight');
  }

  /** A field of a finished step is read until the step is edited; one that is answered is a line until it is opened. */
  private async openQuestion(control: string): Promise<void> {
    const [, field] = /\[data-(?:path|add)="([^"/]+)/.exec(control) ?? [];
    if (field === undefined || (await this.find(control).count()) > 0) return;
    await this.edit();
    const line = this.find(`[data-quiet="${field}"]`);
    if ((await line.count()) > 0) await this.press(line);
  }

  /** Edits the step that is shown where it is finished, and so only to be read. */
  async edit(): Promise<void> {
    const edit = this.find('[data-action="editStep"]');
    if ((await edit.count()) > 0) await this.press(edit);
  }

  /** What stands in a field, opened where it is a line. */
  async valueOf(field: string): Promise<string> {
    // To look at it takes no keys; what leads there by keyboard is tried where something is typed.
    for (const opener of ['[data-action="editStep"]', `[data-quiet="${field}"]`])
      if ((await this.find(`[data-path="${field}"]`).count()) === 0 && (await this.find(opener).count()) > 0)
        await this.find(opener).click();
    return this.find(`[data-path="${field}"]`).evaluate(element => (element as HTMLInputElement).value);
  }

  /** Comes to a tab, by its id, with the arrows. */
  async tab(id: string): Promise<void> {
    await this.reach(this.find('[role="tab"][aria-selected="true"]'));
    const tabs = await this.find('[role="tab"]').count();
    for (let at = 0; at < tabs && (await this.find(`#${id}[aria-selected="true"]`).count()) === 0; at++)
      await this.page.keyboard.press('ArrowRight');
  }

  /** Comes to the tab it is behind. */
  private async showTab(target: Locator): Promise<void> {
    const tab = await target.evaluate(element => element.closest('[role="tabpanel"][hidden]')?.getAttribute('aria-labelledby'));
    if (typeof tab === 'string') await this.tab(tab);
  }

  /** Opens the folded group it is in; or the menu, and goes to it with the arrows: Tab does not lead there. */
  private async openAround(target: Locator): Promise<void> {
    await this.showTab(target);
    const group = await target.evaluate(element =>
      element.matches('summary') ? undefined : element.closest<HTMLElement>('details.fold:not([open])')?.dataset['group'],
    );
    if (group !== undefined) {
      const fold = `details.fold[data-group="${group}"]`;
      await this.press(`${fold} > summary`);
      // One key press opens it, at once.
      await this.find(`${fold}[open]`).waitFor({ timeout: 5000 });
    }
    if (!(await target.evaluate(element => element.closest('.menuItems[hidden]') !== null))) return;
    await this.press('[data-menu]');
    const items = await this.find('.menuItems [role="menuitem"]').count();
    for (let at = 0; at < items && !(await target.evaluate(element => element === document.activeElement)); at++)
      await this.page.keyboard.press('ArrowDown');
  }

  /** Reaches a button or link and presses it. */
  async press(control: Locator | string): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press('Enter');
  }

  /** Reaches a checkbox and turns it over. */
  async tick(control: Locator | string): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press('Space');
  }

  /** Types into a text or time field instead of what stands there, and leaves it. */
  async fill(path: string, text: string): Promise<void> {
    await this.type(`[data-path="${path}"]`, text);
  }

  /** Types into any text control instead of what stands there, and leaves it. */
  async type(control: string, text: string): Promise<void> {
    await this.reach(control);
    // Not Control+A: the workbench hears it too and selects everything once more, a moment later.
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.press('Control+Shift+Home');
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Tab');
  }

  /** Takes away what stands in a text control. */
  async clear(control: string): Promise<void> {
    await this.reach(control);
    for (const key of ['Control+End', 'Control+Shift+Home', 'Delete']) await this.page.keyboard.press(key);
  }

  /** Chooses a radio button or an entry of a dropdown. */
  async choose(path: string, value: string): Promise<void> {
    await this.select(`[data-path="${path}"]`, value);
  }

  /** Chooses in any radio group or dropdown. */
  async select(control: string, value: string): Promise<void> {
    const field = this.find(control);
    await this.reach(control);
    const options = await field.locator('vscode-radio, vscode-option').count();
    const isGroup = (await field.evaluate(element => element.localName)) === 'vscode-radio-group';
    if (!isGroup) await this.page.keyboard.press('Home');
    for (let presses = 0; presses <= options; presses++) {
      const chosen = await field.evaluate(element => (element as HTMLInputElement).value);
      if (chosen === value) return;
      await this.page.keyboard.press(isGroup && chosen === '' ? 'Space' : 'ArrowDown');
    }
    throw new Error(`the keys do not lead to ${value} in ${control}`);
  }

  /** Adds a row to a list and returns the path of its cells. */
  async addRow(list: string): Promise<string> {
    const rows = this.find(`[data-path="${list}"] > .rows > .row`);
    const before = await rows.count();
    await this.press(`[data-add="${list}"]`);
    await rows.nth(before).waitFor();
    return `${list}/${(await rows.nth(before).getAttribute('data-row')) ?? ''}`;
  }

  /** Shows the form of a step. */
  async show(step: string): Promise<void> {
    await this.press(`[data-step="${step}"]`);
  }

  /** Saves and waits for the confirmation. */
  async save(): Promise<void> {
    await this.press('[data-action="save"]');
    await this.find('.notice').filter({ hasText: 'Saved.' }).waitFor();
  }

  /** Saves and goes on to `next`. */
  async goOn(next: string): Promise<void> {
    await this.press('[data-action="goOn"]');
    await this.find(`.rail .stepCurrent [data-step="${next}"]`).waitFor();
  }

  /** The conditions the foot says are missing. */
  async missing(): Promise<readonly (string | null)[]> {
    return this.find('[data-condition]').evaluateAll(elements => elements.map(element => element.getAttribute('data-condition')));
  }

  /** The fields that can be seen without scrolling, by their path: a step that is redrawn may move them a little. */
  async inSight(): Promise<readonly string[]> {
    return this.find('.form')
      .first()
      .locator('[data-path]')
      .evaluateAll(elements =>
        elements
          .filter(element => {
            const { top, bottom } = element.getBoundingClientRect();
            return bottom > 0 && top < innerHeight && bottom > top;
          })
          .map(element => element.getAttribute('data-path') ?? ''),
      );
  }
}
