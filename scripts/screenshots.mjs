// `npm run screenshots [-- FOLDER]`: every page in every state at three sizes as PNGs, `screenshots` where no folder is told; the same walk
// as test/demo/states.test.ts, which says what overlaps, is cut off, or is no use to those who listen.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { findBrowser } from './find-browser.mjs';

ensureInstalled();
const [asked] = process.argv.slice(2);
const folder = asked ? resolve(process.env.INIT_CWD ?? '.', asked) : join(ROOT, 'screenshots');
// Our own folder only: what lies in another one is its owner's.
if (!asked) rmSync(folder, { recursive: true, force: true });
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(process.execPath, [vitest, 'run', '--project', 'node', 'test/demo/states.test.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, RESLICE_CHROME: await findBrowser(), RESLICE_SCREENSHOTS: folder },
});
console.log(`${readdirSync(folder).filter((name) => name.endsWith('.png')).length} pictures in ${folder}`);
process.exit(run.status ?? 1);
