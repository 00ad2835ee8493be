// The demo's own server, for `npm start` and for the tests that drive the page.
import { join } from 'node:path';
import { createServer } from 'vite';
import { embedCodecs } from './embed-codecs.mjs';
import { embedDictionary } from './embed-dictionary.mjs';
import { ROOT } from './ensure-installed.mjs';
import { serveLocal } from './serve-local.mjs';

/**
 * @param {{ files?: { name: string, path: string, size: number }[], host?: string, port?: number, plugins?: import('vite').Plugin[], live?: boolean }} options  live: the page follows changes of the sources
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export async function serveDemo({ files = [], host = '127.0.0.1', port = 0, plugins = [], live = true } = {}) {
  const server = await createServer({
    configFile: false,
    root: join(ROOT, 'demo'),
    // One each where tests run side by side: a server that bundles anew would answer the others' pages with what is out of date.
    cacheDir: join(ROOT, '.cache', `demo${process.env.VITEST_POOL_ID ?? ''}`),
    publicDir: false,
    logLevel: 'warn',
    clearScreen: false,
    plugins: [embedCodecs(), embedDictionary(), serveLocal(files), ...plugins],
    server: {
      host,
      port: port || undefined,
      strictPort: false,
      ...(live ? {} : { hmr: false, watch: null }),
      fs: { allow: [ROOT] },
    },
    // Icons are imported one by one: nothing is won by bundling them.
    optimizeDeps: { include: ['dicom-parser', 'comlink', 'fflate', 'dcmjs', 'fast-png'], exclude: ['lucide'] },
  });
  await server.listen();
  const address = server.httpServer?.address();
  const open = address && typeof address === 'object' ? address.port : port;
  return { url: `http://${host}:${open}/`, port: open, close: () => server.close() };
}
