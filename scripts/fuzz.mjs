// `npm run fuzz [COUNT]`: the long run of test/fuzz (10 000 mutants unless COUNT says else), and how much of the reader it reached.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

ensureInstalled();
const count = process.argv[2] ?? '10000';
const args = [
  join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
  ...['run', '--project', 'node', 'test/fuzz'],
  ...['--coverage.enabled', '--coverage.provider=v8', '--coverage.reporter=text', '--coverage.include=src/dicom/**'],
  `--coverage.reportsDirectory=${join(ROOT, '.cache', 'coverage')}`,
];
const run = spawnSync(process.execPath, args, {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, RESLICE_FUZZ: count },
});
process.exit(run.status ?? 1);
