// A module of the TypeScript sources for a script, by Vite and on no port.
import { embedCodecs } from './embed-codecs.mjs';
import { ROOT } from './ensure-installed.mjs';

/**
 * @param {string} path  from the root on: '/phantom/index.ts'
 * @returns {Promise<{ module: Record<string, any>, close(): Promise<void> }>} what a module loads lazily, it loads until it is closed
 */
export async function loadSource(path) {
  const { createServer } = await import('vite');
  const server = await createServer({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [embedCodecs()],
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
  });
  return { module: await server.ssrLoadModule(path), close: () => server.close() };
}
