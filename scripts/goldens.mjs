// `npm run goldens`: draws test/golden/levels anew by the CPU reference.
import { ensureInstalled } from './ensure-installed.mjs';
import { loadSource } from './load-source.mjs';

ensureInstalled();
const { module, close } = await loadSource('/test/golden/update.ts');
module.updateGoldens();
await close();
