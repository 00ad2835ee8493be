// `npm run mutate [-- PART]`: breaks every function of shaders/ (or those whose file or name holds PART) in small ways, one at a time,
// and fails where no test notices.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { findBrowser } from './find-browser.mjs';

ensureInstalled();
const RESLICE_CHROME = await findBrowser();
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(process.execPath, [vitest, 'run', '--config', 'test/mutate/vitest.config.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, RESLICE_CHROME, MUTATE_ONLY: process.argv[2] ?? '' },
});
process.exit(run.status ?? 1);
