// Other software as witness: what dcmtk and gdcm write is read, and what a loss leaves is what dcmtk, OpenJPEG or libjxl decode, pixel by
// pixel. Skips, visibly, where they are not installed (Debian: dcmtk, libgdcm-tools, libopenjp2-tools, libjxl-tools).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { readFile } from '../../src/load/read-file.ts';
import { lossyFiles } from '../support/lossy-files.ts';
import { shared, sharedFile } from '../support/shared.ts';

const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const dcmtk = has('dcmcjpeg', '--version');
const gdcm = has('gdcmconv', '--version');
const openjpeg = spawnSync('opj_decompress', ['-h']).error === undefined;
const libjxl = has('djxl', '--version');

const folder = mkdtempSync(join(tmpdir(), 'reslice-witness-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

/** All frames, one after the other. */
async function valuesOf(path: string): Promise<readonly number[]> {
  const images = await readFile(new Uint8Array(readFileSync(path)), path);
  return images.flatMap(({ storedValues }) => [...storedValues]);
}

function written(bytes: Uint8Array): string {
  writeFileSync(at('in.dcm'), bytes);
  return at('in.dcm');
}

function difference(a: readonly number[], b: readonly number[]): { worst: number; pixels: number } {
  expect(a).toHaveLength(b.length);
  let [worst, pixels] = [0, 0];
  for (let p = 0; p < a.length; p++) {
    const off = Math.abs(a[p]! - b[p]!);
    if (off > 0) pixels++;
    if (off > worst) worst = off;
  }
  return { worst, pixels };
}

/** The phantom as unsigned 12 bits (what lossy JPEG takes), unsigned 8 and signed 16. */
const KINDS = {
  u12: { signed: false, bitsStored: 12, rescaleIntercept: () => -1024 },
  u8: { signed: false, bitsStored: 8, rescaleSlope: () => 16, rescaleIntercept: () => -1024 },
  s16: { signed: true, bitsStored: 16 },
} as const;
type Kind = keyof typeof KINDS;

beforeAll(async () => {
  for (const [kind, options] of Object.entries(KINDS)) {
    const [file] = await phantomSeries({ rows: 57, columns: 71, slices: 1, ...options });
    writeFileSync(at(`${kind}.dcm`), file!.bytes);
  }
});

const run = (program: string, ...args: string[]): void => void execFileSync(program, args, { stdio: 'pipe' });

const LOSSLESS: readonly (readonly [name: string, program: string, options: readonly string[], there: boolean])[] = [
  ['implicit little endian', 'dcmconv', ['+ti'], dcmtk],
  ['explicit little endian, undefined lengths', 'dcmconv', ['+te', '-e'], dcmtk],
  ['explicit big endian', 'dcmconv', ['+tb'], dcmtk],
  ['deflated', 'dcmconv', ['+td'], dcmtk],
  ['RLE', 'dcmcrle', [], dcmtk],
  ['RLE in fragments, without offsets', 'dcmcrle', ['+fs', '1', '-ot'], dcmtk],
  ...[1, 2, 3, 4, 5, 6, 7].map(
    (n) => [`JPEG lossless, selector ${n}`, 'dcmcjpeg', ['+el', '+sv', String(n)], dcmtk] as const,
  ),
  ['JPEG lossless SV1', 'dcmcjpeg', ['+e1'], dcmtk],
  ['JPEG-LS', 'dcmcjpls', ['+el'], dcmtk],
  ['JPEG-LS in fragments', 'dcmcjpls', ['+el', '+fs', '1'], dcmtk],
  ['RLE by gdcm', 'gdcmconv', ['--rle'], gdcm],
  ['JPEG lossless by gdcm', 'gdcmconv', ['--jpeg'], gdcm],
  ['JPEG-LS by gdcm', 'gdcmconv', ['--jpegls'], gdcm],
  ['JPEG 2000 by gdcm', 'gdcmconv', ['--j2k'], gdcm],
];

describe.each(Object.keys(KINDS) as Kind[])('the phantom, %s', (kind) => {
  for (const [name, program, options, there] of LOSSLESS) {
    // gdcm's RLE encoder asserts that rows of 8 bits are even.
    if (name === 'RLE by gdcm' && kind === 'u8') continue;
    test.skipIf(!there)(name, async () => {
      run(program, ...options, at(`${kind}.dcm`), at('out.dcm'));
      expect(await valuesOf(at('out.dcm'))).toEqual(await valuesOf(at(`${kind}.dcm`)));
    });
  }
});

const LOSSY: readonly (readonly [name: string, kind: Kind, program: string, options: readonly string[]])[] = [
  ['JPEG baseline', 'u8', 'dcmcjpeg', ['+eb', '+q', '60']],
  ['JPEG extended', 'u12', 'dcmcjpeg', ['+ee']],
  ['JPEG extended, coarse', 'u12', 'dcmcjpeg', ['+ee', '+q', '20']],
  ['JPEG spectral selection', 'u12', 'dcmcjpeg', ['+es']],
  ['JPEG full progression', 'u12', 'dcmcjpeg', ['+ep']],
  ['JPEG full progression, coarse', 'u12', 'dcmcjpeg', ['+ep', '+q', '20']],
  ['JPEG-LS near-lossless', 'u12', 'dcmcjpls', ['+en']],
];

describe.skipIf(!dcmtk)('with a loss, to the bit what dcmtk decodes', () => {
  test.each(LOSSY)('%s', async (_, kind, program, options) => {
    run(program, ...options, at(`${kind}.dcm`), at('out.dcm'));
    run(program.replace('dcmc', 'dcmd'), at('out.dcm'), at('native.dcm'));
    const theirs = await valuesOf(at('native.dcm'));
    expect(difference(theirs, await valuesOf(at(`${kind}.dcm`))).pixels).toBeGreaterThan(0);
    expect(difference(await valuesOf(at('out.dcm')), theirs).worst).toBe(0);
  });
});

const lossy = lossyFiles();
const isJpeg = ({ transferSyntaxUID }: (typeof lossy)[number]): boolean => /\.4\.5\d$/.test(transferSyntaxUID);

/** The one codestream of a file with one frame, its fragment the last element: from its first bytes to its end. */
function codestreamOf(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const start = ['\xff\x4f\xff\x51', '\xff\x0a'].map((mark) => text.indexOf(mark)).find((n) => n > 0)!;
  return bytes.subarray(start);
}

/** Samples as Debian's decoders write them: `wide` in 16 bits, component after component. */
function samplesOf(bytes: Uint8Array, wide: boolean, bigEndian: boolean, components: number): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length / (wide ? 2 : 1);
  const planes = Array.from({ length: count }, (_, n) => (wide ? view.getUint16(2 * n, !bigEndian) : view.getUint8(n)));
  const pixels = count / components;
  return planes.map((_, n) => planes[(n % components) * pixels + Math.floor(n / components)]!);
}

describe.skipIf(!shared)('real files with a loss, pixel by pixel', () => {
  test.skipIf(!dcmtk).each(lossy.filter(isJpeg))(
    '$path, to the bit what dcmtk decodes',
    async ({ path, tolerance }) => {
      run('dcmdjpeg', written(sharedFile('data', path)), at('native.dcm'));
      const { worst } = difference(await valuesOf(at('in.dcm')), await valuesOf(at('native.dcm')));
      expect(worst).toBeLessThanOrEqual(tolerance);
      expect(worst).toBe(0);
    },
  );

  const signed = (value: number, { bitsStored, pixelRepresentation }: (typeof lossy)[number]): number =>
    pixelRepresentation === 1 && value >= 2 ** (bitsStored - 1) ? value - 2 ** bitsStored : value;

  test.skipIf(!openjpeg).each(lossy.filter(({ transferSyntaxUID }) => /\.4\.(9|20)\d$/.test(transferSyntaxUID)))(
    '$path, within its tolerance of what OpenJPEG decodes',
    async (file) => {
      const bytes = sharedFile('data', file.path);
      writeFileSync(at('in.j2k'), codestreamOf(bytes));
      run('opj_decompress', '-i', at('in.j2k'), '-o', at('out.rawl'));
      const ours = await valuesOf(written(bytes));
      const raw = new Uint8Array(readFileSync(at('out.rawl')));
      const theirs = samplesOf(raw, file.bitsStored > 8, false, file.samplesPerPixel);
      expect(
        difference(
          ours,
          theirs.map((value) => signed(value, file)),
        ).worst,
      ).toBeLessThanOrEqual(file.tolerance);
    },
  );

  test.skipIf(!libjxl).each(lossy.filter(({ transferSyntaxUID }) => /\.4\.11\d$/.test(transferSyntaxUID)))(
    '$path, within its tolerance of what libjxl decodes',
    async (file) => {
      const bytes = sharedFile('data', file.path);
      writeFileSync(at('in.jxl'), codestreamOf(bytes));
      run('djxl', at('in.jxl'), at('out.pgm'), '--bits_per_sample=16');
      const ours = await valuesOf(written(bytes));
      // A PGM: a head in text, then 16 bits a sample, the high byte first.
      const raw = new Uint8Array(readFileSync(at('out.pgm'))).subarray(-2 * ours.length);
      const theirs = samplesOf(raw, true, true, 1);
      expect(
        difference(
          ours,
          theirs.map((value) => signed(value, file)),
        ).worst,
      ).toBeLessThanOrEqual(file.tolerance);
    },
  );
});
