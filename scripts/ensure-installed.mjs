// `npm ci` where node_modules is missing or older than the lock file. Runs before anything is installed: Node alone.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/** @param {string} folder holds package.json and package-lock.json */
export function ensureInstalled(folder = ROOT, options = []) {
  const mark = join(folder, 'node_modules', '.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error(`Installing what ${folder === ROOT ? 'Reslice' : folder} needs (npm ci) …`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', ...options], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error('npm ci failed: see above. Reslice needs Node 20.19 or newer and the npm registry.');
    process.exit(done.status ?? 1);
  }
}
