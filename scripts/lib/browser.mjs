import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { mustRun, run } from './run.mjs';

const known = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The program of a Chromium browser; installs one where there is none: Playwright's own, else Debian's package.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const found = find();
  if (found) return found;
  console.log('setup: installing a browser');
  if (
    (await run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], { mute: true })) !== 0 &&
    process.platform === 'linux'
  ) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
    console.log('setup: that download is not to be had here; installing the package chromium');
    await mustRun('env', [...sudo, 'apt-get', 'update'], { quiet: true });
    await mustRun('env', [...sudo, 'apt-get', 'install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      quiet: true,
    });
  }
  const installed = find();
  if (!installed)
    throw new Error('no Chromium browser could be installed: install Chrome or Chromium, or set FAULTLINE_BROWSER to its program');
  return installed;
}

function find() {
  const own = process.env.FAULTLINE_BROWSER;
  const candidates = [...(own ? [own] : []), ...(known[process.platform] ?? []), chromium.executablePath()];
  return candidates.find(file => file && existsSync(file));
}

/**
 * Starts the browser without a window.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  return chromium.launch({
    executablePath: await ensureBrowser(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
