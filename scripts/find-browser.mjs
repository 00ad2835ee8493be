// A Chromium for the tests: the one that is named, one that is installed, else one that ships inside an npm package.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find(canRun) ?? null;
}

/**
 * Sets LD_LIBRARY_PATH too where the shipped browser brings its own libraries: whoever launches it must be started after this.
 * @returns {Promise<string>} path of the executable
 */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, which does not exist`);
    return named;
  }
  const found = installed();
  if (found) return found;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'no Chrome or Chromium found: install one, or set CHROME_PATH to its executable, and run npm test again',
    );
  }
  const folder = join(ROOT, 'test', 'browser');
  ensureInstalled(folder);
  // The package asks for this before it unpacks the shared libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const { default: chromium } = await import(
    new URL('../test/browser/node_modules/@sparticuz/chromium/build/index.js', import.meta.url).href
  ).catch(
    () => import(new URL('../test/browser/node_modules/@sparticuz/chromium/build/esm/index.js', import.meta.url).href),
  );
  return chromium.executablePath();
}
