// The package ships the worker as a file of its own, dist/read-worker.js, beside its chunks; the expression that names it is left as
// bundlers know it, so that they find it in theirs.
const PLACE = '__RESLICE_READ_WORKER__';

/** For the library's build only: a page that is built from the sources has its worker bundled by vite itself. @returns {import('vite').Plugin} */
export function workerEntry() {
  return {
    name: 'reslice-worker-entry',
    apply: 'build',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('/src/load/create-worker.ts')
        ? code.replace(/new URL\('\.\/read-worker\.ts', import\.meta\.url\)/, PLACE)
        : null,
    renderChunk: (code) =>
      code.includes(PLACE) ? code.replace(PLACE, 'new URL("./read-worker.js", import.meta.url)') : null,
  };
}
