// dist/reslice.min.js: `reslice`, `reslice/dicom` and `reslice/element` with all decoders in one module, for a page that has one script and
// no bundler. It defines the elements, and starts itself as the worker too.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { embedCodecs } from './embed-codecs.mjs';
import { ROOT } from './ensure-installed.mjs';
import { stripShaders } from './strip-shaders.mjs';

const ENTRY = 'reslice-single-file';
const at = (path) => JSON.stringify(join(ROOT, 'src', path));
const MODULES = {
  [ENTRY]: `
    export * from ${at('entry/index.ts')};
    export * from ${at('entry/dicom.ts')};
    export * from ${at('entry/element.ts')};
    import { NAME } from 'reslice-single-worker';
    if (typeof document === 'undefined' && globalThis.name === NAME) void import(${at('load/read-worker.ts')});`,
  'reslice-single-worker': `
    import { startAt } from ${at('load/package-worker.ts')};
    export const NAME = 'reslice-read-worker';
    export const createWorker = async () => startAt(new URL(import.meta.url), NAME);`,
  // Not met: the file starts itself.
  'reslice-worker-source': `export const source = '';`,
};

/** @param {string} dist @returns {Promise<{ file: string, gzip: number }>} */
export async function buildSingleFile(dist) {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [
      {
        name: ENTRY,
        enforce: 'pre',
        resolveId: (id) => {
          const name = id === './create-worker.ts' ? 'reslice-single-worker' : basename(id);
          return name in MODULES ? `\0${name}` : null;
        },
        // package.json says that no source has side effects; the worker's whole point is one, and the elements define themselves.
        transform: (_, id) =>
          /\/(load\/read-worker|entry\/element)\.ts$/.test(id) ? { moduleSideEffects: true } : null,
        load: (id) => MODULES[id.slice(1)] ?? null,
      },
      embedCodecs(),
      stripShaders(),
    ],
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      // An ES library is not minified by vite, in case that its users want to shake it.
      minify: false,
      lib: { entry: ENTRY, formats: ['es'], fileName: () => 'reslice.min.js' },
      rolldownOptions: { output: { codeSplitting: false, minify: true } },
    },
  });
  const file = join(dist, 'reslice.min.js');
  return { file, gzip: gzipSync(readFileSync(file), { level: 9 }).length };
}
