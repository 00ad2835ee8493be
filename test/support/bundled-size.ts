// What a host's bundler makes of the built package: minified and gzipped, lazy chunks left out.
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** Vite puts its own loader of style sheets around a lazy import: once a page, other bundlers do not, and it is none of our code. */
const PRELOAD_HELPER = '\0vite/preload-helper.js';
const NO_PRELOAD = 'export const __vitePreload = (load) => load();';

/**
 * @param dist  where the package was built
 * @param programs  modules that import from '/' as from the package; each is bundled by itself
 * @returns bytes
 */
export async function bundledSize(dist: string, programs: readonly string[]): Promise<number> {
  let total = 0;
  for (const program of programs) {
    const result = (await build({
      configFile: false,
      logLevel: 'error',
      root: dist,
      build: {
        write: false,
        minify: true,
        target: 'es2022',
        modulePreload: false,
        rollupOptions: { input: 'program', preserveEntrySignatures: 'strict', output: { format: 'es' } },
      },
      plugins: [
        {
          name: 'program',
          enforce: 'pre',
          resolveId: (id) => (id === 'program' ? '\0program' : id.startsWith('/') ? `${dist}${id}` : null),
          load: (id) => (id === '\0program' ? program : id === PRELOAD_HELPER ? NO_PRELOAD : null),
        },
      ],
    })) as Rolldown.RolldownOutput;
    const chunks = result.output.filter((part) => part.type === 'chunk');
    const reached = new Set<string>();
    const reach = (name: string): void => {
      const chunk = chunks.find(({ fileName }) => fileName === name);
      if (!chunk || reached.has(name)) return;
      reached.add(name);
      chunk.imports.forEach(reach);
    };
    reach(chunks.find(({ isEntry }) => isEntry)!.fileName);
    for (const chunk of chunks) if (reached.has(chunk.fileName)) total += gzipSync(chunk.code, { level: 9 }).length;
  }
  return total;
}
