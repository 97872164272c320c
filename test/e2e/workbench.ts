import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/lib/browser.mjs';
import { hostFolder, root } from '../../scripts/lib/paths.mjs';
import { startServer, workbenchAddress } from '../../scripts/lib/server.mjs';
import { calmSettings, emptyHome, makeTestWorkspace } from '../../scripts/lib/workspaces.mjs';
import type { Role } from '../../src/domain/vocabulary/actor';

/** Themes in which screenshots are taken. */
export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
  contrastLight: 'Default High Contrast Light',
} as const;

/** What stands beside a panel when the side bar is closed, in CSS pixels. */
export const activityBar = 48;

/** Where screenshots go; ignored by git. */
const screenshotFolder = path.join(root, 'out/screenshots');

/** What a workbench is opened with. */
export interface WorkbenchOptions {
  readonly sample: boolean;
  readonly theme?: keyof typeof themes;
  /** Opens a second folder beside the first, with these settings. */
  readonly second?: Readonly<Record<string, unknown>>;
  /** Runs in every frame before anything else does. */
  readonly script?: string;
  /** Further .vsix files to install. */
  readonly more?: readonly string[];
}

interface Host {
  readonly workspace: string;
  readonly browser: Browser;
  readonly server: Awaited<ReturnType<typeof startServer>>;
  readonly dataFolder: string;
}

function newProfile(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 900 } });
}

/** A real workbench in a real browser, with the packaged extension installed, and the hands to work it. */
export class Workbench {
  private constructor(
    readonly page: Page,
    /** What the page's content policy refused; must stay empty. */
    readonly violations: readonly string[],
    private readonly host: Host,
  ) {}

  /** Starts a server with the extension of the .vsix file FAULTLINE_VSIX and opens a fresh workspace. */
  static async open(name: string, { sample, theme = 'dark', second, script = '', more = [] }: WorkbenchOptions): Promise<Workbench> {
    const vsix = process.env['FAULTLINE_VSIX'];
    if (vsix === undefined) throw new Error('FAULTLINE_VSIX names no package; run npm run test:e2e');
    const settings = { 'workbench.colorTheme': themes[theme] };
    const workspace = await makeTestWorkspace(name, { sample, settings, ...(second && { second }) });
    const dataFolder = path.join(hostFolder, 'test-data', name);
    await rm(dataFolder, { recursive: true, force: true });
    const server = await startServer({ dataFolder, install: [vsix, ...more], environment: await emptyHome(dataFolder) });
    const browser = await launchBrowser();
    const host = { workspace, browser, server, dataFolder };
    return Workbench.openWindow(host, await newProfile(browser), script);
  }

  private static async openWindow(host: Host, profile: BrowserContext, script: string): Promise<Workbench> {
    const page = await profile.newPage();
    page.setDefaultTimeout(60_000);
    const violations: string[] = [];
    page.on('console', message => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text());
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.exposeFunction('codeAutomationExit', () => undefined);
    if (script !== '') await page.addInitScript(script);
    const workbench = new Workbench(page, violations, host);
    await page.goto(workbenchAddress(host.server.port, host.workspace, [['skipWelcome', 'true']]));
    await page.locator('.activitybar .action-item').first().waitFor();
    await workbench.hideSecondarySideBar();
    return workbench;
  }

  /** The workspace's folder; the first of several. */
  get workspace(): string {
    return this.host.workspace.replace(/\.code-workspace$/, '');
  }

  /** Where the extension keeps what belongs to no workspace. */
  get globalStorage(): string {
    return path.join(this.host.dataFolder, 'data/User/globalStorage/faultline.faultline');
  }

  /** The file of the installed extension that is loaded later for `part`. */
  async laterPart(part: string): Promise<string> {
    const extensions = path.join(this.host.dataFolder, 'extensions');
    const installed = (await readdir(extensions)).find(name => name.startsWith('faultline.faultline'));
    const later = path.join(extensions, installed ?? '', 'dist/later');
    const file = (await readdir(later)).find(name => name.startsWith(`${part}-`));
    if (file === undefined) throw new Error(`the package has no ${part}`);
    return path.join(later, file);
  }

  /** Opens a second window on the same workspace, of another person (a browser profile of its own) or of the same; it closes with the browser. */
  async secondWindow(whose: 'another' | 'same' = 'another'): Promise<Workbench> {
    return Workbench.openWindow(this.host, whose === 'same' ? this.page.context() : await newProfile(this.host.browser), '');
  }

  /** It may come late, or not at all; it takes room, and hides what stands beside a form. */
  private async hideSecondarySideBar(): Promise<void> {
    const bar = this.page.locator('.part.auxiliarybar');
    await bar.waitFor({ timeout: 5000 }).catch(() => undefined);
    await this.hide(bar, 'Control+Alt+b');
  }

  /** Gives the editor all the width there is beside the activity bar. */
  async hideSideBars(): Promise<void> {
    await this.hide(this.page.locator('.part.sidebar'), 'Control+b');
    await this.hide(this.page.locator('.part.auxiliarybar'), 'Control+Alt+b');
  }

  /** Presses the key that takes a part away until it is gone: a key press is lost where a page that just loads or closes has the focus. */
  private async hide(part: Locator, key: string): Promise<void> {
    for (let attempt = 1; await part.isVisible(); attempt++) {
      await this.page.keyboard.press(key);
      try {
        await part.waitFor({ state: 'hidden', timeout: 3000 });
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** Ends browser and server; the server takes some seconds to put everything away, which nobody waits for. */
  async close(): Promise<void> {
    await this.host.browser.close();
    void this.host.server.stop();
  }

  /** Loads the window anew. */
  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await reloaded;
    await this.page.locator('.activitybar .action-item').first().waitFor();
  }

  /** Runs a command from the palette, as a person would. */
  async command(title: string): Promise<void> {
    await this.findCommand(title);
    await this.accept();
  }

  /** Where one types into what asks at the top of the window. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }

  /** Accepts in what asks at the top of the window. A page that is just there takes the focus, and with it a key that was meant for the list: one goes back first. */
  async accept(): Promise<void> {
    await this.quickInput.press('Enter');
  }

  /** Finds a command in the palette; Enter runs it. */
  async findCommand(title: string): Promise<void> {
    const { page } = this;
    // The palette closes when something else takes the focus, as happens while a window is still starting.
    for (let attempt = 1; ; attempt++) {
      const timeout = 3000 * attempt;
      try {
        await page.keyboard.press('F1');
        await this.quickInput.fill(`>${title}`, { timeout });
        return await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor({ timeout });
      } catch (error) {
        if (attempt === 5) throw error;
        await page.keyboard.press('Escape');
      }
    }
  }

  /** Types into the quick input that is open, and accepts. */
  async answer(text: string): Promise<void> {
    await this.quickInput.waitFor();
    await this.quickInput.fill(text);
    await this.accept();
  }

  /** Answers the question with this title, which may follow another one. */
  async answerTo(title: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor();
    await this.answer(text);
  }

  /** Picks the entry of the open quick pick that holds the text, with the keyboard. */
  async pick(text: string, timeout = 60_000): Promise<void> {
    const wanted = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text });
    const until = Date.now() + timeout;
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor({ timeout });
    // The list may be longer than the window shows: typing brings the entry into sight. Again, where a list before this one was just closing and took it.
    for (;;) {
      await this.quickInput.fill(text, { timeout });
      try {
        await wanted.waitFor({ timeout: Math.min(3000, timeout) });
        break;
      } catch (error) {
        if (Date.now() >= until) throw error;
      }
    }
    await this.accept();
  }

  /** Picks in the quick pick with this title, which may follow another one. */
  async pickIn(title: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor();
    await this.pick(text);
  }

  /** Saves into a file by the dialog with this title, in a folder that holds the sample's README. */
  async saveTo(title: string, file: string): Promise<void> {
    const { page } = this;
    await page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor();
    // It is filled in a moment after it stands there.
    const input = '.quick-input-widget input[type="text"]';
    await page.waitForFunction(at => document.querySelector<HTMLInputElement>(at)?.value.endsWith('.html'), input);
    await this.quickInput.fill(file);
    // The folder is shown before its name can be taken.
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'README.md' }).waitFor();
    await this.accept();
    await page.locator('.statusbar-item', { hasText: 'Report saved' }).waitFor();
  }

  /** Runs a command that lets one search, and types until this row is found. Again, where a list that was just closing took what was typed. */
  async search(title: string, text: string, row: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.command(title);
      try {
        await this.quickInput.fill(text, { timeout: 5000 });
        return await this.page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().waitFor({ timeout: 10_000 });
      } catch (error) {
        if (attempt === 4) throw error;
        await this.screenshot(`not found ${text}`);
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Runs a command that lets one pick, and picks. Again, when a panel that is just loading takes the focus and closes the list. */
  async choose(title: string, text: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.command(title);
      try {
        return await this.pick(text, 5000);
      } catch (error) {
        if (attempt === 4) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Presses a button of the question that stands over everything, with the keyboard. */
  async pressInDialog(button: string): Promise<void> {
    const wanted = this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button });
    await wanted.waitFor();
    for (let tabs = 0; tabs < 10 && !(await wanted.evaluate(element => element === document.activeElement)); tabs++)
      await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('Enter');
    await wanted.waitFor({ state: 'detached' });
  }

  /** Opens the list of notifications, in which the workbench of tests keeps them: it shows none by itself. */
  async notifications(): Promise<Locator> {
    await this.command('Notifications: Show Notifications');
    return this.page.locator('.notifications-center .notification-list-item');
  }

  /** What was copied. */
  async clipboard(): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Chooses from the context menu that is open. It takes no click for a moment after it opened, so that opening it is not choosing from it. */
  async chooseInMenu(text: string): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item', { hasText: text });
    await item.hover();
    for (let attempt = 0; attempt < 20 && (await item.isVisible()); attempt++)
      await item.click({ delay: 50, timeout: 1000 }).catch(() => undefined);
  }

  /** Opens an incident from the tree, with the keyboard. */
  async openFromTree(text: string): Promise<void> {
    await this.treeRow(text).first().waitFor();
    await this.command('Faultline: Focus on Open Incidents View');
    await this.page.keyboard.press('Home');
    const wanted = this.page.locator('.sidebar .monaco-list-row.focused', { hasText: text });
    for (let rows = 0; rows < 50 && !(await wanted.isVisible()); rows++) await this.page.keyboard.press('ArrowDown');
    await wanted.waitFor({ timeout: 3000 });
    await this.page.keyboard.press('Enter');
  }

  /** Opens Faultline's side bar. */
  async showTree(): Promise<void> {
    const icon = this.page.locator('.activitybar a[aria-label^="Faultline"]');
    await icon.waitFor();
    if ((await this.page.locator('.activitybar .action-item.checked a[aria-label^="Faultline"]').count()) === 0)
      await icon.click({ force: true });
  }

  /** Unfolds one of the side bar's views by its name. */
  async unfold(view: string): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header', { hasText: view });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  }

  /** Rows of the tree that hold the text. */
  treeRow(text: string): Locator {
    return this.page.locator('.sidebar .monaco-list-row', { hasText: text });
  }

  /** The page of the panel in front. */
  panel(): FrameLocator {
    return this.page.locator('iframe.webview.ready').last().contentFrame().locator('#active-frame').contentFrame();
  }

  /** Sets the person's role in the user settings. */
  async setRole(role: Role): Promise<void> {
    await this.setUserSettings({ 'faultline.role': role });
  }

  /** Sets this, and nothing else, in the user settings, in their editor: the server does not see that file change. */
  async setUserSettings(wanted: Readonly<Record<string, unknown>>): Promise<void> {
    const { page } = this;
    const file = path.join(this.host.dataFolder, 'data/User/settings.json');
    const settings = JSON.stringify(wanted);
    await writeFile(file, settings);
    await this.command('Preferences: Open User Settings (JSON)');
    const tab = page.locator('.tab.active', { hasText: 'settings.json' });
    await tab.waitFor();
    await page
      .locator('.monaco-editor .view-line', { hasText: Object.keys(wanted)[0] ?? '' })
      .first()
      .click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    while ((await readFile(file, 'utf8')) === settings) await page.waitForTimeout(100);
    await page.keyboard.press('Control+w');
    await tab.waitFor({ state: 'hidden' });
  }

  /** Switches the theme and waits until the workbench has it. */
  async setTheme(theme: keyof typeof themes): Promise<void> {
    const settings = { ...calmSettings, 'workbench.colorTheme': themes[theme] };
    const { workspace } = this.host;
    if (workspace === this.workspace) await writeFile(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
    else await writeFile(workspace, JSON.stringify({ ...JSON.parse(await readFile(workspace, 'utf8')), settings }));
    const expected = { dark: 'vs-dark', light: 'vs', contrast: 'hc-black', contrastLight: 'hc-light' }[theme];
    await this.page.locator(`.monaco-workbench.${expected}`).waitFor();
  }

  /** Takes a picture of the whole window. */
  async screenshot(name: string): Promise<void> {
    await mkdir(screenshotFolder, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshotFolder, `${name}.png`) });
  }
}
