// Fifty pictures of the command line: what the conformance suite's reference draws, byte for byte, and what the GPU draws in Chromium,
// within a level.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { levelsOf } from '../../conformance/levels-of.ts';
import { PHANTOMS, type PhantomName, phantomSeries } from '../../phantom/index.ts';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { renderPlane } from '../../src/cli/render-plane.ts';
import { parseRender } from '../../src/cli/render-request.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { createRandom } from '../../src/math/random.ts';
import type { Plane } from '../../src/plane/plane.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { PictureOptions } from '../../src/sampler/sampler.ts';
import { resolveWindow } from '../../src/volume/resolve-window.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { reslice } from '../support/cli.ts';
import { ROOT } from '../support/source-files.ts';
import type { gpuPictures } from './gpu-pictures.ts';

const STATES = 50;
const NAMES = ['head-tilt-20', 'head-uneven', 'pet-per-slice-slope', 'uint16-full-range'] as const;
/** Smaller than they are, so that fifty of them take seconds. */
const SMALL = { rows: 80, columns: 72, slices: 24, pixelSpacing: [3, 3], step: 8 } as const;

let folder: string;
let server: Awaited<ReturnType<typeof serveDemo>>;
let browser: Browser;
let page: Page;
const volumes = new Map<PhantomName, Volume>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reslice-same-'));
  for (const name of NAMES) {
    const files = await phantomSeries({ ...PHANTOMS[name].options, ...SMALL }, PHANTOMS[name].field);
    mkdirSync(join(folder, name));
    for (const file of files) writeFileSync(join(folder, name, file.name), file.bytes);
    volumes.set(name, (await loadSeries(files))[0]!.stacks[0]!.volume!);
  }
  server = await serveDemo({ live: false });
  const executablePath = process.env.RESLICE_CHROME ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGS] });
  page = await browser.newPage();
  await page.goto(`${server.url}compare.html`);
  const module = `/@fs${join(ROOT, 'test', 'cli', 'gpu-pictures.ts')}`;
  await page.addScriptTag({ type: 'module', content: `Object.assign(window, await import('${module}'))` });
  await page.waitForFunction(() => 'gpuPictures' in window);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

interface State {
  readonly name: PhantomName;
  readonly words: Readonly<Record<string, string>>;
}

const random = createRandom(50);
const pick = <T>(list: readonly T[]): T => list[random.integer(0, list.length - 1)]!;
const mm = (reach: number): string => (random.integer(-1000, 1000) * reach * 0.001).toFixed(2);

/** Every option that a picture has, at random. */
function anyState(): State {
  const where: Record<string, string> = pick([true, true, false])
    ? { plane: pick(['axial', 'sagittal', 'coronal', 'acquired']), position: mm(50) }
    : { center: [mm(30), mm(30), mm(30)].join(','), ...pick(DIRECTIONS) };
  return {
    name: pick(NAMES),
    words: {
      ...where,
      size: `${random.integer(40, 120)}x${random.integer(40, 120)}`,
      spacing: pick(['1.7', '2.3x1.1', '3']),
      interpolation: pick(['nearest', 'linear', 'linear', 'cubic']),
      window: pick(['auto', '40/80', '300/1500/LINEAR_EXACT', '50/400/SIGMOID']),
      padding: pick(['skip', 'keep']),
      ...pick([{}, {}, { slab: '9', mode: pick(['mean', 'max', 'min']) }]),
    },
  };
}

const DIRECTIONS = [
  { right: '0.6,0.8,0', down: '0,0,-1' },
  { right: '1,0,0', down: '0,0.8,0.6' },
  { right: '0.36,0.48,0.8', down: '-0.8,0.6,0' },
] as const;

interface Drawn extends State {
  readonly plane: Plane;
  readonly options: PictureOptions;
  readonly levels: Uint8Array;
}

/** By the command line, as a PNG. */
async function drawn({ name, words }: State): Promise<Drawn> {
  const typed = Object.entries(words).flatMap(([option, word]) => [`--${option}`, word]);
  const { status, err, written } = await reslice('render', join(folder, name), ...typed, '--out', 'picture.png');
  expect([typed.join(' '), status, err.replace(/^reslice: picture\.png: no pixel[^\n]*\n$/, '')]).toEqual([
    typed.join(' '),
    0,
    '',
  ]);
  const { data, width, height, channels } = decode(written.get('picture.png')!);
  const volume = volumes.get(name)!;
  const { where, options, window } = await parseRender({ ...words, out: 'picture.png' });
  const plane = renderPlane(volume, where);
  expect([width, height, channels]).toEqual([plane.width, plane.height, 1]);
  return {
    name,
    words,
    plane,
    options: { ...options, window: resolveWindow(volume, window) },
    levels: data as Uint8Array,
  };
}

/** By the GPU, in the browser, out of the same files. */
const byGpu = (states: readonly Drawn[]): Promise<readonly (readonly number[])[]> =>
  page.evaluate(
    ([own, wanted]) => (window as unknown as { gpuPictures: typeof gpuPictures }).gpuPictures(own, wanted),
    [SMALL, states.map(({ name, plane, options }) => ({ name, plane, options }))] as const,
  );

test(`${STATES} pictures of the command line are the suite's, and the GPU's within a level`, async () => {
  const states: Drawn[] = [];
  for (let n = 0; n < STATES; n++) states.push(await drawn(anyState()));
  const pictures = await byGpu(states);
  let seen = 0;
  for (const [n, { name, words, plane, options, levels }] of states.entries()) {
    const what = `${name} ${JSON.stringify(words)}`;
    const volume = volumes.get(name)!;
    const values = createCpuSampler(volume, { specialised: false }).values64(plane, options);
    const suite = levelsOf(values, { window: options.window! }, volume);
    expect(Buffer.compare(Buffer.from(levels), Buffer.from(suite)), what).toBe(0);
    const { worst, differing, compared } = compareLevels(
      Uint8Array.from(pictures[n]!),
      levels,
      nearBreak(volume, plane, options),
    );
    expect(worst, what).toBeLessThanOrEqual(1);
    expect(differing, what).toBeLessThan(0.001);
    expect(compared, what).toBeGreaterThan(0.9 * levels.length);
    if (new Set(levels).size > 20) seen++;
  }
  // Pictures of nothing would be equal, too.
  expect(seen).toBeGreaterThan(0.7 * STATES);
}, 240_000);
