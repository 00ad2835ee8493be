// `npm run phantom -- FOLDER [NAME]`: the built-in phantom as DICOM files, for trying things out: a head with a bleed whose gantry was
// tilted by 20°, or another of phantom/presets.ts by name.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
const files = new Map();
for await (const { name: file, bytes } of phantomFiles(preset.options, preset.field)) files.set(file, bytes);
await close();

/** What lies in the folder and is not this phantom's. @returns {string | undefined} */
function foreign() {
  if (!existsSync(into)) return undefined;
  if (!statSync(into).isDirectory()) return into;
  const isOwn = (file) => files.has(file) && Buffer.from(files.get(file)).equals(readFileSync(join(into, file)));
  const other = readdirSync(into).find((file) => !file.startsWith('.') && !isOwn(file));
  return other && join(into, other);
}

// Nothing is written over, and two phantoms in one folder are two series: every command would ask which.
const other = foreign();
if (other) {
  console.error(`npm run phantom: ${other} is there already, and none of this phantom's: take another folder`);
  process.exit(2);
}
mkdirSync(into, { recursive: true });
for (const [file, bytes] of files) writeFileSync(join(into, file), bytes);
console.log(`${files.size} files in ${into}`);
