// `npm run build:demo [-- FOLDER]`: the demo's pages as a site of plain files, to be served by anything under any path.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

/** @param {string} outDir */
export async function buildDemo(outDir) {
  const { build } = await import('vite');
  const { embedCodecs } = await import('./embed-codecs.mjs');
  const { embedDictionary } = await import('./embed-dictionary.mjs');
  const { stripShaders } = await import('./strip-shaders.mjs');
  const { thirdParty } = await import('./third-party.mjs');
  const { site } = await import('./site-plugin.mjs');
  const root = join(ROOT, 'demo');
  const pages = readdirSync(root).filter((name) => name.endsWith('.html'));
  // By this Vite tells what is built from what is developed; tests have it say `test`.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({
    configFile: false,
    root,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    clearScreen: false,
    plugins: [embedCodecs(), embedDictionary(), stripShaders({ faults: true }), site(root), thirdParty()],
    worker: { format: 'es', plugins: () => [embedCodecs()] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // A part inside a page, or inside another part, would need a laxer policy.
      assetsInlineLimit: 0,
      // The decoders' WASM is one long text each.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: pages.map((name) => join(root, name)) },
    },
  });
  if (NODE_ENV !== undefined) process.env.NODE_ENV = NODE_ENV;
  return outDir;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureInstalled();
  console.log(await buildDemo(resolve(process.argv[2] ?? join(ROOT, 'site'))));
}
