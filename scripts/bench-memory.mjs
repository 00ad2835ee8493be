// How much memory a load takes at its peak, beside what its volume keeps: run by scripts/bench-loading.mjs, in a process of its own.
// Usage: node --expose-gc scripts/bench-memory.mjs DIST FOLDER
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, folder] = process.argv.slice(2);
const { loadSeries } = await import(pathToFileURL(join(dist, 'dicom.js')).href);
const files = readdirSync(folder).map((name) => ({
  name,
  // Its own memory: Node's small files share a pool.
  arrayBuffer: async () => new Uint8Array(await readFile(join(folder, name))).buffer,
}));
// Decoders and the like are loaded before anything is counted.
await loadSeries(files.slice(0, 1));
globalThis.gc();
const before = process.memoryUsage().arrayBuffers;
let peak = 0;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().arrayBuffers);
}, 10);
const [series] = await loadSeries(files);
clearInterval(timer);
const kept = series.stacks[0].volume.storedValues.byteLength;
const over = (peak - before - kept) / kept;
process.send?.({ over });
if (!process.send) console.log(`${files.length} files, ${over.toFixed(2)} × raw at the peak on top of the volume`);
