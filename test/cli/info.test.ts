// `info`: its JSON against its schema and against other software's figures, its text against what a newcomer asks first.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { histogramLines } from '../../src/cli/histogram-text.ts';
import type { infoRecord } from '../../src/cli/info-record.ts';
import { painter, wantsColors } from '../../src/cli/paint.ts';
import { run } from '../../src/cli/program.ts';
import { statisticsOf } from '../../src/measure/statistics.ts';
import { reslice } from '../support/cli.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { folderOf } from '../support/reference.ts';
import { shared, sharedJson } from '../support/shared.ts';
import { textOf } from '../support/source-files.ts';

type Printed = ReturnType<typeof infoRecord>;

const schema = JSON.parse(textOf('docs/info.schema.json')) as object;

/** The schema with no room for what it does not name: what is printed must be described. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return 'properties' in part ? { ...inner, additionalProperties: false } : inner;
}

const validate = new Ajv2020().compile(closed(schema) as object);

/** What `info --json` prints, once it fits its schema. */
async function record(path: string): Promise<Printed> {
  const { status, out } = await reslice('info', path, '--json');
  expect(status).toBe(0);
  const printed = JSON.parse(out) as Printed;
  validate(printed);
  expect(validate.errors).toBeNull();
  return printed;
}

const folder = mkdtempSync(join(tmpdir(), 'reslice-info-'));
const at = (name: string): string => join(folder, name);
const knobs = { rows: 40, columns: 36, pixelSpacing: [5, 5], slices: 12, step: 9 } as const;

beforeAll(async () => {
  const write = async (name: string, more: object): Promise<void> => {
    mkdirSync(at(name));
    for (const { name: file, bytes } of await phantomSeries({ ...knobs, ...more }))
      writeFileSync(join(at(name), file), bytes);
  };
  await write('gap', { sliceThickness: 6 });
  await write('overlap', { sliceThickness: 10, instanceNumbers: 'falling' });
  await write('exact', { sliceThickness: 9, shuffled: true });
  await write('odd', { gantryTilt: 12, unevenSteps: [1, 0.5], padding: -2000 });
  writeFileSync(join(at('odd'), 'notes.txt'), 'not DICOM at all');
  mkdirSync(at('flat'));
  writeFileSync(
    join(at('flat'), 'a.dcm'),
    sliceBytes({ ImageOrientationPatient: ['DS', ''], SeriesDescription: ['LO', 'a\x1b[2Jb'] }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('JSON', () => {
  test.each(['gap', 'overlap', 'exact', 'odd', 'flat'])('of %s is as the schema says', async (name) => {
    expect((await record(at(name))).series).toHaveLength(1);
  });

  test('the schema notices what is missing, and what is too much', () => {
    expect(validate({ series: [] })).toBe(false);
    expect(validate({ series: [], problems: [], more: 1 })).toBe(false);
    expect(validate({ series: [], problems: [{ code: 'dicom/truncated', note: 'no' }] })).toBe(false);
  });

  test('counts every voxel', async () => {
    const { volume } = (await record(at('gap'))).series[0]!.stacks[0]!;
    const { measured, missing, min, max, histogram } = volume!.statistics!;
    expect(measured + missing).toBe(volume!.size.reduce((a, b) => a * b));
    expect([min, max]).toEqual(volume!.modalityRange);
    expect(histogram.counts.reduce((a, b) => a + b)).toBe(measured);
  });
});

describe('text', () => {
  test.each([
    ['gap', /spacing +9 mm between slices\n +thickness +6 mm: a gap of 3 mm between slices\n/],
    ['overlap', /thickness +10 mm: slices overlap by 1 mm\n/],
    ['exact', /thickness +9 mm: neither gap nor overlap\n/],
    ['odd', /spacing +uneven: 4\.\d+, \d\.\d+, 8\.\d+ mm \(least, median, most\) between slices\n/],
    ['exact', /order +by place along \(0, 0, 1\), from IM\d+\.dcm to IM\d+\.dcm; instance numbers rise with it\n/],
    ['overlap', /instance numbers fall with it\n/],
    ['odd', /mean +-?\d+\.\d, SD \d+\.\d HU/],
    ['odd', /histogram +-\d+ to +-\d+ +\d+\.\d % █+/],
    ['odd', /tilt +12\.00°\n/],
    ['flat', /no volume +dicom\/.*ImageOrientationPatient/],
  ])('of %s has %s', async (name, said) => {
    expect((await reslice('info', at(name))).out).toMatch(said);
  });

  test('is of a file’s own words what a terminal may have, and has no colours in a pipe', async () => {
    const { out } = await reslice('info', at('flat'), at('odd'));
    expect(out).toMatch(/a\\u\{1b\}\[2Jb/);
    expect(out).not.toContain('\x1b');
  });

  test('has colours where somebody looks', async () => {
    let out = '';
    const io = { terminal: false, colors: true, err: () => undefined, writeFile: async () => undefined };
    await run(['info', at('gap')], { ...io, out: (text) => (out += text) });
    expect(out).toContain('\u001b[1mseries 0');
    expect(stripVTControlCharacters(out)).toBe((await reslice('info', at('gap'))).out);
  });

  test('colours are for terminals, and not against NO_COLOR', () => {
    expect(wantsColors(true, {})).toBe(true);
    expect(wantsColors(true, { NO_COLOR: '' })).toBe(true);
    expect(wantsColors(true, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColors(true, { TERM: 'dumb' })).toBe(false);
    expect(wantsColors(false, {})).toBe(false);
  });

  test('a histogram tells bins apart, and shows what holds anything', () => {
    const values = Float64Array.from([...new Array<number>(999).fill(0), 1]);
    const lines = histogramLines({ ...statisticsOf(values, 4)!, measured: 1000, missing: 0 }, painter(false));
    expect(lines).toEqual([
      `0.00 to 0.25  99.9 % ${'█'.repeat(32)}`,
      '0.25 to 0.50   0.0 %',
      '0.50 to 0.75   0.0 %',
      '0.75 to 1.00   0.1 % ▏',
    ]);
  });
});

describe('help', () => {
  test.each(['info', 'render', 'batch'])('of %s has examples', async (command) => {
    const { status, out } = await reslice(command, '--help');
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\n  reslice ${command} `));
  });
});

test.each([
  [['info'], /missing required argument.*\n`reslice info --help` tells/],
  [['render', 'x'], /--out.*\n`reslice render --help` tells/],
  [['batch', 'x', '--job', '3'], /unknown option.*(\n.*)?\n`reslice batch --help` tells/],
  [['rendr'], /unknown command.*\n\(Did you mean render\?\)\n`reslice --help` tells/],
])('%j is bad use, with a hint', async (words, said) => {
  const { status, err } = await reslice(...words);
  expect([status, err]).toEqual([2, expect.stringMatching(said)]);
});

interface Entry {
  readonly of?: string;
  readonly case: string;
  readonly noGeometry?: boolean;
  readonly seriesInstanceUID: string;
  readonly rows: number;
  readonly columns: number;
  readonly positions: readonly number[];
  readonly medianStep?: number;
  readonly minStep?: number;
  readonly maxStep?: number;
  readonly shearDegrees?: number;
}

describe.skipIf(!shared)('real scans', () => {
  const entries = shared ? sharedJson<Entry[]>('reference', 'series.json').filter(({ noGeometry }) => !noGeometry) : [];
  const folders = shared ? [...new Set(entries.map(folderOf))] : ['no scans here'];

  test.each(folders)('%s: what is printed is what other software found', async (name) => {
    const { series } = await record(join(shared!, 'data', name));
    // By what is printed of the first time of a stack.
    for (const { seriesInstanceUID, stacks } of series) {
      for (const stack of stacks) {
        if (!('report' in stack)) continue;
        const { volume, report, label } = stack;
        const entry = entries.find(
          (each) =>
            folderOf(each) === name &&
            each.seriesInstanceUID === seriesInstanceUID &&
            [each.columns, each.rows, each.positions.length].join() === volume.size.join() &&
            Math.abs(each.positions[0]! - volume.positions[0]!) < 1e-4,
        )!;
        expect(entry, `${seriesInstanceUID} ${label}`).toBeDefined();
        for (const [k, position] of volume.positions.entries()) expect(position).toBeCloseTo(entry.positions[k]!, 4);
        if (entry.medianStep === undefined) continue;
        expect(report!.increment!.median).toBeCloseTo(entry.medianStep, 5);
        expect(report!.increment!.min).toBeCloseTo(entry.minStep!, 5);
        expect(report!.increment!.max).toBeCloseTo(entry.maxStep!, 5);
        expect(report!.tiltDegrees).toBeCloseTo(entry.shearDegrees!, 3);
      }
    }
  });
});
