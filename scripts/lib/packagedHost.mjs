import { ensureBrowser } from './browser.mjs';
import { preparePackage } from './package.mjs';
import { ensureServer } from './server.mjs';

/**
 * Makes everything ready to work the real workbench with the packaged extension: server, browser, and the package, whose file
 * FAULTLINE_VSIX names from now on, also for processes that are started.
 */
export async function ensurePackagedHost() {
  await ensureServer();
  await ensureBrowser();
  process.env.FAULTLINE_VSIX = await preparePackage();
}
