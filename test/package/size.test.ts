// How much of the package a page takes: what a host's bundler makes of it, minified and gzipped, decoders left out because each is
// loaded with the first file that needs it.
import { beforeAll, describe, expect, test } from 'vitest';
import { bundledSize } from '../support/bundled-size.ts';
import { buildDist } from '../support/dist.ts';
import { type Chunk, chunksOf, DECODERS, type Decoder, decodersIn, reachedFrom } from '../support/dist-chunks.ts';

const KIB = 1024;
const inKib = (bytes: number): string => `${(bytes / KIB).toFixed(1)} KiB`;

/** What package.json names, and the worker, which a page loads by address. */
const ENTRIES = [
  'index.js',
  'dicom.js',
  'cpu.js',
  'compare.js',
  'write.js',
  'matchers.js',
  'playwright.js',
  'element.js',
  'node.js',
  'cli.js',
  'batch-worker.js',
  'read-worker.js',
  'node-read-thread.js',
];

let dist: string;
let chunks: readonly Chunk[];

beforeAll(() => {
  dist = buildDist('size');
  chunks = chunksOf(dist);
  const lines = chunks.toSorted((a, b) => b.gzip - a.gzip).map(({ file, gzip }) => `  ${file} ${inKib(gzip)}`);
  console.log(['The package, file by file, gzipped as published:', ...lines].join('\n'));
});

const fileOf = (start: string): string => chunks.find(({ file }) => file.startsWith(start))!.file;

describe('what a page loads, minified and gzipped', () => {
  const CORE = "export { createRenderer } from '/index.js';";

  // Nothing more comes before a linear picture: test/package/plain-page.test.ts looks at what is asked for.
  test('the core, createRenderer with all that it imports: at most 25 KiB', async () => {
    const size = await bundledSize(dist, [CORE]);
    console.log(`core (createRenderer): ${inKib(size)}, ${size} bytes`);
    expect(size).toBeLessThanOrEqual(25 * KIB);
  });

  test('the elements with measuring, and the core with them: at most 60 KiB', async () => {
    const size = await bundledSize(dist, [`${CORE} export * from '/element.js';`]);
    console.log(`elements, measuring and core: ${inKib(size)}, ${size} bytes`);
    expect(size).toBeLessThanOrEqual(60 * KIB);
  });

  test('core and reader, the pool and its worker, every part once: at most 75 KiB', async () => {
    // The pool comes lazily, but to every page that has workers.
    const page = `${CORE} export { loadSeries } from '/dicom.js'; export { openPool } from '/${fileOf('reslice-worker-pool')}';`;
    const worker = "import '/read-worker.js';";
    const all = await bundledSize(dist, [`${page} ${worker}`]);
    // Where a bundler has taken the package apart, the worker comes as a text with its own copy of the reader and of the decoders' glue.
    const [own, text] = [await bundledSize(dist, [page]), fileOf('_reslice-worker-source-')];
    const copy = chunks.find(({ file }) => file === text)!.gzip;
    console.log(`core and reader: ${inKib(all)}; bundled: page ${inKib(own)} + worker ${inKib(copy)}`);
    expect(all).toBeLessThanOrEqual(75 * KIB);
  });
});

describe('decoders', () => {
  test.each(Object.keys(DECODERS) as Decoder[])(
    '%s is a chunk of its own, and asks for no other but inflate',
    (name) => {
      expect(decodersIn(chunks.map(({ file }) => file))).toContain(name);
      const also = decodersIn(reachedFrom([fileOf(DECODERS[name])], chunks));
      expect(also.filter((other) => other !== 'inflate')).toEqual(name === 'inflate' ? [] : [name]);
    },
  );

  test.each(ENTRIES)('none comes with %s', (entry) => {
    expect(decodersIn(reachedFrom([entry], chunks))).toEqual([]);
  });

  test('inflating comes with no entry either', () => {
    const inflating = reachedFrom([fileOf(DECODERS.inflate)], chunks);
    // Doors that need Node have their PNGs at once, and with those comes fflate.
    const shared = reachedFrom(
      ENTRIES.filter((entry) => !['node.js', 'matchers.js'].includes(entry)),
      chunks,
    );
    const own = chunks.filter(({ file }) => inflating.has(file) && !shared.has(file));
    // fflate itself is with our bounds around it, in whatever chunk: its weight tells.
    expect(own.reduce((sum, { gzip }) => sum + gzip, 0)).toBeGreaterThan(2 * KIB);
  });
});
