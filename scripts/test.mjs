// `npm test`: installs what is missing, finds a browser, runs both projects, and ends with a count from the runner's report.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { findBrowser } from './find-browser.mjs';

ensureInstalled();
let browser;
try {
  browser = await findBrowser();
} catch (error) {
  console.error(`No browser for the tests: ${error.message}`);
  process.exit(1);
}

const report = join(ROOT, '.cache', 'test-report.json');
mkdirSync(join(ROOT, '.cache'), { recursive: true });
rmSync(report, { force: true });
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const args = [
  vitest,
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const run = spawnSync(process.execPath, args, {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, RESLICE_CHROME: browser, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
});

let counts = { passed: 0, failed: 1, skipped: 0 };
try {
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests,
    numTodoTests,
  } = JSON.parse(readFileSync(report, 'utf8'));
  counts = { passed, failed, skipped: numPendingTests + numTodoTests };
} catch (error) {
  console.error(`The runner left no report: ${error.message}`);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : (run.status ?? 1));
