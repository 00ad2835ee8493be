// Derived series beside other software: dciodvfy finds no error in any file; dcmdump and pydicom read the positions, windows and values
// that were written. Skips, visibly, where they are not installed (Debian: dicom3tools, dcmtk, python3-pydicom).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { pixelToPatient } from '../../src/plane/plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { dcmdump, dumpOf } from '../support/dcmdump.ts';
import { type Exported, type ExportRequest, exportFrom, type NamedBytes } from '../support/exported.ts';
import { shared, sharedFile, sharedFiles } from '../support/shared.ts';

const dciodvfy = spawnSync('dciodvfy', ['-version']).error === undefined;
const pydicom = spawnSync('/usr/bin/python3', ['-c', 'import pydicom, numpy']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'reslice-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

const REAL: readonly (readonly [folder: string, request: ExportRequest])[] = [
  ['s01-ge-head-ct-tilt', { plane: 'axial', step: 30, pixel: 3 }],
  ['s02-lidc-chest-ct', { plane: 'coronal', step: 60, pixel: 3 }],
  ['s03-t1-brain-oblique', { plane: 'sagittal', step: 40, pixel: 3 }],
  ['s05-skull-phantom-ct-tilt', { plane: 'axial', step: 30, pixel: 3 }],
  ['s07-sagittal-mr-fruit', { plane: 'axial', step: 40, slab: { thickness: 6, mode: 'min' } }],
  ['s08-mr-8-phases', { plane: 'acquired' }],
  ['s09-pet-per-slice-slope', { plane: 'coronal', step: 20 }],
  ['s10-mr-nonsquare-per-slice-slope', { plane: 'coronal', step: 50 }],
  ['s18-odd-stacks/decubitus-left', { plane: 'axial', step: 5, pixel: 3 }],
  ['s19-ibsi-phantom/orientation', { plane: 'sagittal', step: 20 }],
];

const realInputs = (name: string): readonly NamedBytes[] =>
  sharedFiles(name)
    .filter((path) => !/\.(md|txt|json)$/.test(path))
    .map((path) => ({ name: path, bytes: sharedFile('data', path) }));

/** What dciodvfy says, told apart: errors, and warnings without their values. */
function complaints(path: string) {
  const { stderr } = spawnSync('dciodvfy', [path], { encoding: 'latin1' });
  const lines = stderr.split('\n');
  return {
    errors: lines.filter((line) => line.includes('Error')),
    warnings: lines.filter((line) => line.includes('Warning')),
  };
}

/**
 * Warnings, judged: what the sources say and we copy (names without a caret, empty study fields, terms of a vendor's own, codes of an old
 * scheme, zeros); REFORMATTED, which CT leaves to whoever writes it; MR's slopes, where the sources have some; and attributes
 * that a classic image may have beside its own.
 */
const JUDGED = [
  /needed to build DICOMDIR/,
  /Retired Person Name form/,
  /Unrecognized defined term <REFORMATTED> for value 4 of attribute <Image Type>/,
  /Unrecognized defined term .* of attribute <(Corrected Image|Scan Options|Body Part Examined|Sequence Variant)>/,
  /CodingSchemeDesignator is deprecated/,
  /only permitted to be empty when actually unknown.*<Laterality>/,
  /Value is zero for value 1 of attribute <(Table Speed|KVP)>/,
  /Non-identity Modality LUT Module .* not expected to be present in standard MR IOD/,
  /CTDIvol is present but it is uninterpretable/,
  /not present in standard DICOM IOD/,
];

async function check(inputs: readonly NamedBytes[], request: ExportRequest): Promise<Exported> {
  const exported = await exportFrom(inputs, request);
  const warnings = new Set<string>();
  for (const [n, { bytes }] of exported.files.entries()) {
    const path = join(folder, `${n}.dcm`);
    writeFileSync(path, bytes);
    if (!dciodvfy) continue;
    const found = complaints(path);
    expect(found.errors, `file ${n}`).toEqual([]);
    for (const line of found.warnings) warnings.add(line);
  }
  expect([...warnings].filter((line) => !JUDGED.some((pattern) => pattern.test(line)))).toEqual([]);
  if (warnings.size > 0) console.log([...warnings].map((line) => `  ${line}`).join('\n'));
  if (dcmdump) checkDump(exported);
  if (pydicom) checkPydicom(exported, request);
  return exported;
}

function checkDump({ files, volume }: Exported): void {
  for (const [n, { plane, sopInstanceUID }] of files.entries()) {
    const dumped = dumpOf(join(folder, `${n}.dcm`)).filter(({ depth }) => depth === 0);
    const value = (id: string): string => dumped.find((element) => element.id === id)?.value ?? '';
    expect(value('(0002,0003)')).toBe(sopInstanceUID);
    const position = value('(0020,0032)').split('\\').map(Number);
    for (const [axis, mm] of pixelToPatient(plane, 0, 0).entries()) expect(position[axis]).toBeCloseTo(mm, 9);
    expect(value('(0020,0037)').split('\\').map(Number)).toEqual(
      [...plane.right, ...plane.down].map((part) => expect.closeTo(part, 12)),
    );
    expect(value('(0028,0030)').split('\\').map(Number)).toEqual(
      [plane.spacing[1], plane.spacing[0]].map((mm) => expect.closeTo(mm, 12)),
    );
    const centers = volume.windows.map(({ center }) => center);
    expect(value('(0028,1050)').split('\\').filter(Boolean).map(Number)).toEqual(centers);
  }
}

const SCRIPT = `
import json, sys
import numpy as np, pydicom
from pydicom.pixel_data_handlers.util import apply_modality_lut
out = []
pydicom.config.settings.reading_validation_mode = 2
for name in sys.argv[1:]:
    ds = pydicom.dcmread(name)
    values = apply_modality_lut(ds.pixel_array, ds).astype(float)
    inside = ds.pixel_array != ds.PixelPaddingValue
    as_list = lambda v: [float(x) for x in (v if isinstance(v, pydicom.multival.MultiValue) else [v])]
    out.append(dict(position=as_list(ds.ImagePositionPatient), shape=list(values.shape), padding=int((~inside).sum()),
        sum=float(values[inside].sum()), min=float(values[inside].min()) if inside.any() else None,
        max=float(values[inside].max()) if inside.any() else None, corner=float(values[inside][0]) if inside.any() else None,
        windows=[as_list(ds[k].value) for k in ('WindowCenter', 'WindowWidth')] if 'WindowCenter' in ds else []))
print(json.dumps(out))
`;

interface Read {
  readonly position: readonly number[];
  readonly shape: readonly number[];
  readonly padding: number;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly corner: number | null;
  readonly windows: readonly (readonly number[])[];
}

function checkPydicom({ files, volume }: Exported, request: ExportRequest): void {
  const paths = files.map((_, n) => join(folder, `${n}.dcm`));
  const read = JSON.parse(
    execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', SCRIPT, ...paths], { maxBuffer: 2 ** 26 }).toString(),
  ) as Read[];
  const sampler = createCpuSampler(volume);
  for (const [n, { plane, step }] of files.entries()) {
    const { position, shape, padding, sum, min, max, corner, windows } = read[n]!;
    const drawn = sampler.values64(plane, { interpolation: 'linear', ...request });
    const inside = drawn.filter((value) => !Number.isNaN(value));
    expect([shape, padding]).toEqual([[plane.height, plane.width], drawn.length - inside.length]);
    for (const [axis, mm] of pixelToPatient(plane, 0, 0).entries()) expect(position[axis]).toBeCloseTo(mm, 9);
    expect(windows).toEqual(
      volume.windows.length > 0
        ? [volume.windows.map(({ center }) => center), volume.windows.map(({ width }) => width)]
        : [],
    );
    if (inside.length === 0) continue;
    const half = (step / 2) * (1 + 1e-9);
    // Each within half a step, so the sum within as many halves; and the first by itself.
    expect(Math.abs(sum - inside.reduce((a, b) => a + b, 0))).toBeLessThanOrEqual(half * inside.length);
    expect(Math.abs(corner! - inside[0]!)).toBeLessThanOrEqual(half + 1e-12);
    expect(Math.abs(min! - inside.reduce((a, b) => Math.min(a, b)))).toBeLessThanOrEqual(half + 1e-12);
    expect(Math.abs(max! - inside.reduce((a, b) => Math.max(a, b)))).toBeLessThanOrEqual(half + 1e-12);
  }
}

describe.skipIf(!dciodvfy && !dcmdump && !pydicom)('what other software makes of a derived series', () => {
  test.skipIf(!shared).each(REAL)('%s %j', async (name, request) => {
    const { files } = await check(realInputs(name), request);
    expect(files.length).toBeGreaterThan(1);
  });

  const SMALL = { rows: 48, columns: 40, slices: 12, pixelSpacing: [5, 5], step: 9 } as const;

  test.each(Object.entries(PHANTOMS).filter(([name]) => !name.startsWith('pet')))(
    'the phantom %s',
    async (_, { options, field }) => {
      await check(await phantomSeries({ ...options, ...SMALL }, field), { plane: 'coronal', step: 40 });
    },
  );

  test('the phantom as MR, inverted', async () => {
    const inputs = await phantomSeries({
      ...SMALL,
      modality: 'MR',
      unit: 'a.u.',
      photometricInterpretation: 'MONOCHROME1',
    });
    await check(inputs, { plane: 'sagittal', step: 40, interpolation: 'cubic' });
  });
});
