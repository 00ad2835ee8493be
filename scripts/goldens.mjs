// `npm run goldens`: draws test/golden/levels anew by the CPU reference.
import { createServer } from 'vite';
import { embedCodecs } from './embed-codecs.mjs';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

ensureInstalled();
const server = await createServer({
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  plugins: [embedCodecs()],
  server: { middlewareMode: true },
  appType: 'custom',
});
const { updateGoldens } = await server.ssrLoadModule('/test/golden/update.ts');
updateGoldens();
await server.close();
