// `npm run conformance`: the conformance page in a headless browser; prints its table and summary, exits 1 where the promise breaks.
//   -- --firefox       in Firefox (`firefox-esr` or `firefox` on the path, or FIREFOX_PATH), on Xvfb where there is no display
//   -- --resist-fingerprinting  with Firefox's own falsification of canvases on
//   -- --thin          one plane of every case, as `npm test` draws them
//   -- --cases WORDS   those cases whose name has the words
//   -- --broken NAME   with a shader that is wrong on purpose (conformance/broken.ts)
//   -- --json FILE     writes the whole report
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensure-installed.mjs';

const { values } = parseArgs({
  options: {
    firefox: { type: 'boolean', default: false },
    thin: { type: 'boolean', default: false },
    cases: { type: 'string' },
    broken: { type: 'string' },
    json: { type: 'string' },
    'resist-fingerprinting': { type: 'boolean', default: false },
  },
});
ensureInstalled();
const { serveDemo } = await import('./serve-demo.mjs');
const { serveReports } = await import('./serve-reports.mjs');

/** Longest run, ms. */
const PATIENCE = 20 * 60_000;

let take;
const handedOver = new Promise((done) => {
  take = done;
});
const server = await serveDemo({ live: false, plugins: [serveReports((body) => take(body))] });
const query = new URLSearchParams({ report: '' });
if (values.thin) query.set('thin', '');
if (values.cases) query.set('cases', values.cases);
if (values.broken) query.set('broken', values.broken);
const url = `${server.url}conformance.html?${query}`;

/** @returns {Promise<() => void | Promise<void>>} closes it */
async function openChromium() {
  const { chromium } = await import('playwright');
  const { BROWSER_ARGS } = await import('./browser-args.mjs');
  const { findBrowser } = await import('./find-browser.mjs');
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...BROWSER_ARGS] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => take({ error: String(error) }));
  page.on('crash', () => take({ error: 'the page crashed' }));
  await page.goto(url);
  return () => browser.close();
}

function findFirefox() {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name))).find(existsSync);
}

/** What a fresh profile needs to draw without a GPU, and to leave the network alone. */
const PREFERENCES = {
  'webgl.force-enabled': true,
  'webgl.enable-webgl2': true,
  'webgl.out-of-process': false,
  'webgl.enable-debug-renderer-info': true,
  'gfx.webrender.software': true,
  'privacy.resistFingerprinting': values['resist-fingerprinting'],
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.firstRunURL': '',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'extensions.update.enabled': false,
  'services.settings.server': 'data:,',
  'dom.max_script_run_time': 0,
};

/**
 * Headless Firefox shows nothing on a display but looks for its GL driver there, and without one finds none ("Exhausted GL driver
 * options" in Debian's firefox-esr 153): so it gets one that nobody sees.
 * @returns {Promise<{ display: string, close(): void } | null>} null where there is no Xvfb
 */
async function openUnseenDisplay() {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((found) => {
    xvfb.on('error', () => found(null));
    xvfb.on('exit', () => found(null));
    xvfb.stdio[3].once('data', (text) => found(String(text).trim()));
  });
  return number === null ? null : { display: `:${number}`, close: () => xvfb.kill() };
}

async function openFirefox() {
  const executable = findFirefox();
  if (!executable) throw new Error('no firefox-esr or firefox on the path; set FIREFOX_PATH');
  const profile = mkdtempSync(join(tmpdir(), 'reslice-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const unseen = process.env.DISPLAY ? null : await openUnseenDisplay();
  const display = process.env.DISPLAY ?? unseen?.display;
  if (!display) console.error('conformance: no display and no Xvfb: Firefox may find no WebGL2');
  const firefox = spawn(executable, ['--headless', '--no-remote', '--profile', profile, url], {
    stdio: 'ignore',
    env: { ...process.env, ...(display ? { DISPLAY: display } : {}), LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  firefox.on('error', (error) => take({ error: String(error) }));
  firefox.on('exit', (code) => take({ error: `Firefox ended with ${code}` }));
  return async () => {
    firefox.removeAllListeners('exit');
    const ended = new Promise((done) => firefox.once('exit', done));
    firefox.kill();
    await ended;
    unseen?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
}

let status = 1;
let close;
const late = setTimeout(() => take({ error: `nothing handed over in ${PATIENCE / 60_000} minutes` }), PATIENCE);
try {
  close = values.firefox ? await openFirefox() : await openChromium();
  const { error, report, table, summary } = await handedOver;
  if (error) console.error(`conformance: ${error}`);
  else {
    for (const line of table) console.log(line);
    const { device, readback, verdict, extent, seconds } = report;
    console.log(
      `\n${device.userAgent}\n${device.renderer} (${device.version}), 3D textures to ${device.limits.MAX_3D_TEXTURE_SIZE}`,
    );
    console.log(
      `read back: ${readback.map(({ way, wrong, of }) => `${way} ${wrong === 0 ? 'exact' : `${wrong} of ${of} falsified`}`).join(', ')}`,
    );
    console.log(`${extent === 'thin' ? 'one plane of each case' : 'all planes of each case'}, ${seconds.toFixed(0)} s`);
    console.log(`${verdict === 'none' ? 'NO VERDICT' : verdict.toUpperCase()}: ${summary}`);
    // Where the user is, not where npm runs its scripts.
    if (values.json) writeFileSync(resolve(process.env.INIT_CWD ?? '.', values.json), JSON.stringify(report, null, 1));
    status = verdict === 'passed' ? 0 : 1;
  }
} catch (error) {
  console.error(`conformance: ${error.message}`);
} finally {
  clearTimeout(late);
  await close?.();
  await server.close();
}
process.exit(status);
