// LUTs and windows of real files: descriptors and sums as other software read them, and the levels that they give.
import { describe, expect, test } from 'vitest';
import type { ImageHeader } from '../../src/dicom/image-header.ts';
import { readFile } from '../../src/load/read-file.ts';
import { greyLut } from '../../src/voi/grey-lut.ts';
import { shared, sharedFile, sharedJson } from '../support/shared.ts';

interface TableFacts {
  readonly entries: number;
  readonly firstMapped: number;
  readonly bits: number;
  readonly first: number;
  readonly middle: number;
  readonly last: number;
  readonly sum: number;
}

interface FileEntry {
  readonly path: string;
  readonly windowCenter?: readonly number[];
  readonly windowWidth?: readonly number[];
  readonly voiLutFunction?: string;
  readonly vOILUTSequence?: readonly TableFacts[];
  readonly modalityLUTSequence?: readonly TableFacts[];
}

const entries = (shared ? sharedJson<FileEntry[]>('reference', 'files.json') : []).filter(({ path }) =>
  path.startsWith('s14'),
);

const header = async (path: string): Promise<ImageHeader> =>
  (await readFile(sharedFile('data', path), path))[0]!.header;

const factsOf = (firstMapped: number, table: Uint16Array, bits: number): TableFacts => ({
  entries: table.length,
  firstMapped,
  bits,
  first: table[0]!,
  middle: table[table.length >> 1]!,
  last: table.at(-1)!,
  sum: table.reduce((sum, entry) => sum + entry, 0),
});

describe.skipIf(!shared)('real files', () => {
  test('there are 14 of them', () => expect(entries).toHaveLength(14));

  test.each(entries.map((entry) => [entry.path, entry] as const))('%s', async (path, entry) => {
    const read = await header(path);
    const strip = (all: readonly TableFacts[] = []) =>
      all.map(({ entries, firstMapped, bits, first, middle, last, sum }) => ({
        entries,
        firstMapped,
        bits,
        first,
        middle,
        last,
        sum,
      }));
    expect(read.voiLuts.map((lut) => factsOf(lut.firstMapped, lut.entries, lut.bits))).toEqual(
      strip(entry.vOILUTSequence),
    );
    const modality = read.modalityLut ? [factsOf(read.modalityLut.firstMapped, read.modalityLut.entries, 16)] : [];
    expect(modality).toEqual(strip(entry.modalityLUTSequence));
    expect(read.windows.map(({ center, width }) => [center, width])).toEqual(
      (entry.windowCenter ?? []).map((center, n) => [center, entry.windowWidth![n]]),
    );
    for (const window of read.windows) expect(window.function).toBe(entry.voiLutFunction ?? 'LINEAR');
    expect(read.problems).toEqual([]);
  });

  test('a whole picture through each LUT is what pydicom makes of it', async () => {
    const path = 's14-luts-windows/voi_lut_sequence.dcm';
    const [image] = await readFile(sharedFile('data', path), path);
    const { voiLuts, rescaleSlope, rescaleIntercept } = image!.header;
    const sums = voiLuts.map((lut) =>
      [...image!.storedValues].reduce(
        (sum, stored) => sum + Math.round(4095 * greyLut(stored * rescaleSlope + rescaleIntercept, lut)),
        0,
      ),
    );
    // pydicom 2.3.1: apply_voi(apply_modality_lut(pixels), index).sum()
    expect(sums).toEqual([86102093, 33295335]);
  });

  test('two gammas are told apart by their names', async () => {
    const { voiLuts } = await header('s14-luts-windows/voi_lut_sequence.dcm');
    expect(voiLuts.map(({ explanation }) => explanation)).toEqual(['gamma 0.5', 'gamma 2']);
    // A gamma's middle entry: 4095 · (index / 1023)^gamma.
    for (const [n, gamma] of [0.5, 2].entries())
      expect(voiLuts[n]!.entries[512]).toBe(Math.round(4095 * (512 / 1023) ** gamma));
  });
});
