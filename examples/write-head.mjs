// `node examples/write-head.mjs FOLDER`: the phantom's DICOM files as FOLDER/head.zip.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { createServer } from 'vite';

const [folder = '.'] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const server = { middlewareMode: true, hmr: false, watch: null };
const optimizeDeps = { noDiscovery: true };
const vite = await createServer({ configFile: false, root, server, optimizeDeps, logLevel: 'error' });
const { phantomSeries } = await vite.ssrLoadModule('/phantom/index.ts');
const files = await phantomSeries({ rows: 120, columns: 104, pixelSpacing: [2, 2], slices: 48, step: 4 });
await vite.close();
mkdirSync(folder, { recursive: true });
const entries = files.map(({ name, bytes }) => [name, bytes]);
writeFileSync(join(folder, 'head.zip'), zipSync(Object.fromEntries(entries)));
