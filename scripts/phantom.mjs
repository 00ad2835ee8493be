// `npm run phantom -- FOLDER [NAME]`: the built-in phantom as DICOM files, for trying things out: a head with a bleed whose gantry was
// tilted by 20°, or another of phantom/presets.ts by name.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { loadSource } from './load-source.mjs';

ensureInstalled();
const USUAL = 'head-tilt-20';
const [folder, name = USUAL] = process.argv.slice(2);
const { module, close } = await loadSource('/phantom/index.ts');
const { PHANTOMS, phantomFiles } = module;
const preset = Object.hasOwn(PHANTOMS, name) ? PHANTOMS[name] : null;
if (!folder || folder.startsWith('-') || !preset) {
  const usage = `npm run phantom -- FOLDER [NAME]\n\nNAME is one of ${Object.keys(PHANTOMS).join(', ')}; without one ${USUAL}`;
  const asked = folder === '--help' || folder === '-h';
  (asked ? console.log : console.error)(usage);
  process.exit(asked ? 0 : 2);
}
const into = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
mkdirSync(into, { recursive: true });
const files = [];
for await (const file of phantomFiles(preset.options, preset.field)) files.push(file);
await close();
const own = new Set(files.map((file) => file.name));
const other = readdirSync(into).find((file) => !own.has(file));
// Two phantoms in one folder are two series, and every command would ask which.
if (other) {
  console.error(`npm run phantom: ${join(into, other)} would lie among these files: take another folder, or empty it`);
  process.exit(2);
}
for (const { name: file, bytes } of files) writeFileSync(join(into, file), bytes);
console.log(`${files.length} files in ${into}`);
