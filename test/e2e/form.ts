import type { FrameLocator, Locator } from 'playwright-core';

/** The forms of an incident panel, worked as a person does: by label, with the keyboard. */
export class IncidentForm {
  constructor(private readonly frame: () => FrameLocator) {}

  /** Anything in the page. */
  find(selector: string): Locator {
    return this.frame().locator(selector);
  }

  /** Fills a text or time field; `within` narrows to a row. */
  async fill(path: string, text: string): Promise<void> {
    const field = this.find(`[data-path="${path}"]`);
    await field.locator('input, textarea').first().fill(text);
    await field.locator('input, textarea').first().blur();
  }

  /** Chooses a radio button or an entry of a dropdown. */
  async choose(path: string, value: string): Promise<void> {
    const field = this.find(`[data-path="${path}"]`);
    await field.waitFor();
    if ((await field.evaluate(element => element.localName)) === 'vscode-radio-group') {
      await field.locator(`vscode-radio[value="${value}"]`).click();
    } else {
      await field.click();
      await field.locator(`vscode-option[value="${value}"]`).click();
    }
  }

  /** Adds a row to a list and returns the path of its cells. */
  async addRow(list: string): Promise<string> {
    const rows = this.find(`[data-path="${list}"] > .rows > .row`);
    const before = await rows.count();
    await this.find(`[data-add="${list}"]`).click();
    await rows.nth(before).waitFor();
    return `${list}/${(await rows.nth(before).getAttribute('data-row')) ?? ''}`;
  }

  /** Shows the form of a step. */
  async show(step: string): Promise<void> {
    await this.find(`[data-step="${step}"]`).click();
  }

  /** Saves and waits for the confirmation. */
  async save(): Promise<void> {
    await this.find('[data-action="save"]').click();
    await this.find('.notice').filter({ hasText: 'Saved.' }).waitFor();
  }

  /** Saves and goes on to `next`. */
  async goOn(next: string): Promise<void> {
    await this.find('[data-action="goOn"]').click();
    await this.find(`.rail .stepCurrent [data-step="${next}"]`).waitFor();
  }

  /** The conditions the foot says are missing. */
  async missing(): Promise<readonly (string | null)[]> {
    return this.find('[data-condition]').evaluateAll(elements => elements.map(element => element.getAttribute('data-condition')));
  }
}
