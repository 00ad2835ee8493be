// `reslice golden redraw`: goldens of files, drawn again.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { writeGolden } from '../../src/regression/golden.ts';
import { describePlane } from '../../src/regression/plane-description.ts';
import { pngBytes } from '../../src/sampler/png-bytes.ts';
import type { Volume } from '../../src/volume/volume.ts';
import { reslice } from '../support/cli.ts';
import { shared } from '../support/shared.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-redraw-'));
const goldens = join(folder, 'goldens');
let volume: Volume;

beforeAll(async () => {
  const knobs = { rows: 40, columns: 36, pixelSpacing: [5, 5], slices: 20, step: 9 } as const;
  for (const [name, options] of [
    ['head', knobs],
    ['tilted', { ...knobs, gantryTilt: 12, seriesDescription: 'Tilted' }],
  ] as const) {
    mkdirSync(join(folder, name));
    const files = await phantomSeries(options);
    for (const file of files) writeFileSync(join(folder, name, file.name), file.bytes);
    if (name === 'tilted') volume = (await loadSeries(files))[0]!.stacks[0]!.volume!;
  }
  const write = (name: string, source: Parameters<typeof writeGolden>[3]) =>
    writeGolden(join(goldens, name), volume, describePlane(volume, { plane: 'coronal', window: 'brain' }), source);
  write('with-files.png', { files: ['../tilted'] });
  write('made.png', { phantom: 'tilted' });
  write('bare.png', null);
});
afterAll(() => rmSync(folder, { recursive: true }));

const json = (name: string): string => join(goldens, `${name}.json`);

test('finds the volume in the files that it names, and draws what has changed', async () => {
  const path = join(goldens, 'with-files.png');
  const bytes = readFileSync(path);
  expect(await reslice('golden', 'redraw', json('with-files'))).toMatchObject({
    status: 0,
    out: expect.stringMatching(/: equal\n$/),
  });
  writeFileSync(path, pngBytes(new Uint8Array(12), 3, 4));
  const checked = await reslice('golden', 'redraw', '--check', json('with-files'));
  expect(checked).toMatchObject({ status: 1, out: expect.stringMatching(/: different sizes: 3 × 4, .* and /) });
  writeFileSync(path, 'no picture');
  expect(await reslice('golden', 'redraw', '--check', json('with-files'))).toMatchObject({ status: 1 });
  expect(readFileSync(path, 'utf8')).toBe('no picture');
  expect(await reslice('golden', 'redraw', json('with-files'))).toMatchObject({
    status: 0,
    out: expect.stringMatching(/: drawn\n$/),
  });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect((await reslice('golden', 'redraw', '--check', json('with-files'))).status).toBe(0);
});

test('finds the volume among others by what it holds', async () => {
  const { status, out } = await reslice('golden', 'redraw', json('made'), json('bare'), '--check', '--from', folder);
  expect([status, out.match(/equal/g)?.length]).toEqual([0, 2]);
});

test('says what it needs', async () => {
  const made = await reslice('golden', 'redraw', json('made'));
  expect(made).toMatchObject({
    status: 2,
    err: expect.stringMatching(/the phantom tilted as its source: .*--from PATH/),
  });
  expect(await reslice('golden', 'redraw', json('bare'))).toMatchObject({ status: 2 });
  const other = await reslice('golden', 'redraw', json('made'), '--from', join(folder, 'head'));
  expect(other).toMatchObject({ status: 3, err: expect.stringContaining('golden/other-volume') });
  expect(await reslice('golden', 'redraw', json('nowhere'))).toMatchObject({
    status: 3,
    err: expect.stringContaining('golden/missing'),
  });
  expect(await reslice('golden', 'redraw')).toMatchObject({
    status: 2,
    err: expect.stringContaining('missing required argument'),
  });
  expect(await reslice('golden', 'redraw', '--help')).toMatchObject({
    status: 0,
    out: expect.stringContaining('Examples:'),
  });
});

test.skipIf(!shared)('a golden of a real scan is found and drawn again, to the bit', async () => {
  const scans = join(shared!, 'data', 's01-ge-head-ct-tilt');
  const names = readdirSync(scans, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map(({ name, parentPath }) => ({ name, bytes: readFileSync(join(parentPath, name)) }));
  const own = (await loadSeries(files, { onProblem: () => undefined }))[0]!.stacks[0]!.volume!;
  for (const [name, request, kind] of [
    ['real.png', { plane: 'sagittal', window: 'brain', interpolation: 'cubic' }, 'levels'],
    ['real-values.npy', { plane: 'acquired' }, 'values'],
  ] as const)
    writeGolden(join(goldens, name), own, describePlane(own, request, kind), { files: [scans] });
  const { status, out } = await reslice('golden', 'redraw', json('real'), json('real-values'), '--check');
  expect([status, out.match(/: equal/g)?.length]).toEqual([0, 2]);
});
