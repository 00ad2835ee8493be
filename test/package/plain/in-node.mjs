// The package in Node, in a process of its own: nothing of the test runner's comes between. Paths come as JSON, summaries go out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { summarise } from './summarise.js';

const [dist, jobs, results] = process.argv.slice(2);
const { loadSeries } = await import(pathToFileURL(join(dist, 'dicom.js')).href);
const summaries = [];
for (const path of JSON.parse(readFileSync(jobs, 'utf8'))) {
  summaries.push(await summarise(loadSeries, { name: path, bytes: new Uint8Array(readFileSync(path)) }, {}));
}
writeFileSync(results, JSON.stringify(summaries));
