// The package ships the worker twice: as a file of its own, dist/read-worker.js, beside its chunks, and as a text for where a bundler
// has taken the package apart. src/load/package-worker.ts chooses.
import { join } from 'node:path';
import { build } from 'vite';
import { embedCodecs } from './embed-codecs.mjs';

const SOURCE = 'reslice-worker-source';
const LOAD = join(import.meta.dirname, '..', 'src', 'load');

/** For the library's build only: a page that is built from the sources has its worker bundled by vite itself. @returns {import('vite').Plugin} */
export function workerEntry() {
  return {
    name: 'reslice-worker-entry',
    apply: 'build',
    enforce: 'pre',
    // By its name src/load/package-worker.ts, which lies in it, knows that the package is served as it is.
    outputOptions: (options) => ({
      ...options,
      chunkFileNames: ({ name }) => (name === 'worker-pool' ? 'reslice-worker-pool.js' : '[name]-[hash].js'),
    }),
    resolveId(id, importer) {
      if (id === SOURCE) return `\0${SOURCE}`;
      return id === './create-worker.ts' && importer ? join(LOAD, 'package-worker.ts') : null;
    },
    // package.json says that no source has side effects; the worker's whole point is one.
    transform: (_, id) => (id.endsWith('/load/read-worker.ts') ? { moduleSideEffects: true } : null),
    async load(id) {
      return id === `\0${SOURCE}` ? `export const source = ${JSON.stringify(await workerText())};` : null;
    },
  };
}

/** The worker as one classic script: the decoders in it, their WASM left with the page. */
async function workerText() {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [embedCodecs({ wasm: 'given' })],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: join(LOAD, 'read-worker.ts'), formats: ['iife'], name: 'resliceReadWorker' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  if (output.length !== 1) throw new Error('the worker is not one script');
  return output[0].code;
}
