// `npm run phantom -- FOLDER [NAME]`: the built-in phantom as DICOM files, for trying things out: a head with a bleed whose gantry was
// tilted by 20°, or another of phantom/presets.ts by name.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { loadSource } from './load-source.mjs';

ensureInstalled();
const [folder, name = 'head-tilt-20'] = process.argv.slice(2);
const { module, close } = await loadSource('/phantom/index.ts');
const { PHANTOMS, phantomFiles } = module;
const preset = Object.hasOwn(PHANTOMS, name) ? PHANTOMS[name] : null;
if (!folder || folder.startsWith('-') || !preset) {
  console.error(`npm run phantom -- FOLDER [${Object.keys(PHANTOMS).join('|')}]`);
  process.exit(2);
}
const into = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
mkdirSync(into, { recursive: true });
let files = 0;
for await (const { name: file, bytes } of phantomFiles(preset.options, preset.field)) {
  writeFileSync(join(into, file), bytes);
  files++;
}
await close();
console.log(`${files} files in ${into}`);
