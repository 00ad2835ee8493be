// `npm run build [-- FOLDER]`: the package's dist folder. Modules, declarations of what the doors give and no more, the whole as one
// file, and the notices of what is bundled.
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

ensureInstalled();
const dist = resolve(process.argv[2] ?? join(ROOT, 'dist'));
const { build } = await import('vite');
const { buildDemo } = await import('./build-demo.mjs');
const { publishTypes } = await import('./publish-types.mjs');
const { buildSingleFile } = await import('./single-file.mjs');

await build({ root: ROOT, logLevel: 'error', build: { outDir: dist, emptyOutDir: true } });
const declared = join(dist, '.declared');
const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', declared], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
publishTypes(declared, dist);
rmSync(declared, { recursive: true });
// For `reslice view`.
await buildDemo(join(dist, 'site'));
const single = await buildSingleFile(dist);
console.error(`${single.file}: ${kb(statSync(single.file).size)}, gzipped ${kb(single.gzip)}`);

function kb(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
