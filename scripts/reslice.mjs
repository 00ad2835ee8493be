// `npm run reslice -- ARGS`: the command line of this clone, built when it is older than its sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithParent } from './end-with-parent.mjs';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

// What a server serves ends with whoever started it, while it is still being built too.
if (process.argv[2] === 'view') endWithParent();
ensureInstalled();
const program = join(ROOT, 'dist', 'cli.js');

/** @param {string} file @param {readonly string[]} folders  what it is made of */
function isOlder(file, folders) {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const newest = Math.max(...[...sources, join(ROOT, 'package.json')].map((each) => statSync(each).mtimeMs));
  return !existsSync(file) || statSync(file).mtimeMs < newest;
}

if (isOlder(program, ['src', 'shaders'])) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
// The page that `view` serves: made when it is first asked for, and when it is older than what it is made of.
const site = join(ROOT, 'dist', 'site');
if (process.argv[2] === 'view' && isOlder(join(site, 'index.html'), ['src', 'shaders', 'demo', 'phantom'])) {
  const { buildDemo } = await import('./build-demo.mjs');
  await buildDemo(site);
}
// In this process: signals and exit status are the program's own.
process.chdir(process.env.INIT_CWD ?? process.cwd());
await import(pathToFileURL(program).href);
