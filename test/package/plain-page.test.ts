// The built package on a page without a bundler, under a strict Content-Security-Policy: the same values with workers, without, and
// where the policy forbids them; and of the decoders only what a file needs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { CODED } from '../support/coded-files.ts';
import { buildDist } from '../support/dist.ts';
import { chunksOf, type Decoder, decodersIn, reachedFrom } from '../support/dist-chunks.ts';
import { MADE } from '../support/made-files.ts';
import type { Summary } from '../support/summary.ts';
import { launch, type PlainPage, type PlainSite, STRICT, servePlain, WITHOUT_WORKERS } from './open-plain.ts';
import { summarise } from './plain/summarise.js';

interface Kind {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly needs: readonly Decoder[];
}

const made = (name: string, ...needs: Decoder[]): Kind => ({ name, bytes: MADE[name]!, needs });
const coded = (name: keyof typeof CODED, ...needs: Decoder[]): Kind => ({ name, bytes: CODED[name].bytes, needs });

/** The WASM of a decoder is deflated, so that it is small without a server's help. */
const KINDS: readonly Kind[] = [
  made('explicit little endian'),
  made('encapsulated uncompressed'),
  made('rle'),
  made('enhanced'),
  made('deflated', 'inflate'),
  made('deflated frame', 'inflate'),
  coded('JPEG baseline', 'jpeg'),
  coded('JPEG lossless', 'jpeg'),
  coded('JPEG-LS', 'charls', 'inflate'),
  coded('JPEG 2000', 'openjpeg', 'inflate'),
  coded('JPEG XL', 'libjxl', 'inflate'),
];

const folder = mkdtempSync(join(tmpdir(), 'reslice-plain-'));
const pathOf = ({ name }: Kind): string => `made/${name.replaceAll(' ', '-')}.dcm`;
let dist: string;
let browser: Browser;
let strict: PlainSite;
let withoutWorkers: PlainSite;

beforeAll(async () => {
  for (const kind of KINDS) writeFileSync(join(folder, pathOf(kind).slice('made/'.length)), kind.bytes);
  dist = buildDist('plain-page');
  browser = await launch();
  strict = await servePlain(browser, dist, STRICT, { made: folder });
  withoutWorkers = await servePlain(browser, dist, WITHOUT_WORKERS, { made: folder });
});
afterAll(async () => {
  await browser?.close();
  strict?.close();
  withoutWorkers?.close();
  rmSync(folder, { recursive: true });
});

/** By the sources, in Node: what test/unit and test/data hold to the truth. */
const expected = ({ name, bytes }: Kind): Promise<Summary> => summarise(loadSeries, { name, bytes }, { workers: 0 });

/** What every page tries, to show that the policy is in force. */
const PROBE = ['script-src'];

const MODES = [
  { title: 'in a worker', site: () => strict, workers: 1, started: true, stopped: [] },
  { title: 'with workers: 0', site: () => strict, workers: 0, started: false, stopped: [] },
  {
    title: 'where the policy forbids workers',
    site: () => withoutWorkers,
    workers: 1,
    started: false,
    stopped: ['worker-src'],
  },
];

describe.each(MODES)('$title', ({ site, workers, started, stopped }) => {
  let page: PlainPage;
  beforeAll(async () => {
    page = await site().open();
  });

  test.each(KINDS)('$name reads, with no decoder but $needs', async (kind) => {
    const askedBefore = site().asked();
    const [startedBefore, stoppedBefore] = [page.workers(), await page.violations()];
    expect(await page.read([pathOf(kind)], workers)).toEqual([await expected(kind)]);
    // The page keeps a decoder; a worker goes with its load.
    const kept = started ? [] : decodersIn(askedBefore);
    const asked = site().asked().slice(askedBefore.length);
    expect(decodersIn(asked)).toEqual(kind.needs.filter((name) => !kept.includes(name)));
    expect(page.workers()).toBe(startedBefore + (started ? 1 : 0));
    expect(await page.violations()).toEqual([...stoppedBefore, ...stopped]);
  });

  test('nothing else is stopped, and no decoder is met on the page where there are workers', async () => {
    expect((await page.violations()).filter((directive) => !stopped.includes(directive))).toEqual(PROBE);
    expect(page.complaints.filter((text) => stopped.length === 0 || !text.includes('worker'))).toEqual([]);
    // A worker's requests are not among the page's own.
    if (started) expect(decodersIn(await page.fetched())).toEqual([]);
  });
});

test('a linear picture is drawn by nothing but what the page imports', async () => {
  const page = await strict.open();
  expect(await page.draw(pathOf(KINDS[0]!))).toBe('gpu');
  const asked = strict.asked().filter((file) => file.endsWith('.js') && !file.startsWith('test/'));
  expect(asked.toSorted()).toEqual([...reachedFrom(['index.js', 'dicom.js'], chunksOf(dist))].toSorted());
  expect(await page.violations()).toEqual(PROBE);
  expect(page.complaints).toEqual([]);
});
