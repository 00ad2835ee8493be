// Other software as witness: what dcmtk and gdcm write is read, and what a loss leaves is what dcmtk or imagecodecs decode, pixel by
// pixel. Skips, visibly, where they are not installed.
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
const imagecodecs = has('python3', '-c', 'import imagecodecs');

const folder = mkdtempSync(join(tmpdir(), 'reslice-witness-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

/** All frames, one after the other. */
async function valuesOf(path: string): Promise<readonly number[]> {
  const images = await readFile(new Uint8Array(readFileSync(path)), path);
  return images.flatMap(({ storedValues }) => [...storedValues]);
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

/** imagecodecs' decode of a codestream: int32 values. */
const DECODE = `
import sys, numpy, imagecodecs
data = open(sys.argv[1], 'rb').read()
decode = imagecodecs.jpegxl_decode if data[:2] == b'\\xff\\x0a' or data[4:8] == b'JXL ' else imagecodecs.jpeg2k_decode
numpy.ascontiguousarray(decode(data)).astype('<i4').tofile(sys.argv[2])
`;

describe.skipIf(!shared)('real files with a loss, pixel by pixel', () => {
  test.skipIf(!dcmtk).each(lossy.filter(isJpeg))(
    '$path, to the bit what dcmtk decodes',
    async ({ path, tolerance }) => {
      writeFileSync(at('in.dcm'), sharedFile('data', path));
      run('dcmdjpeg', at('in.dcm'), at('native.dcm'));
      const { worst } = difference(await valuesOf(at('in.dcm')), await valuesOf(at('native.dcm')));
      expect(worst).toBeLessThanOrEqual(tolerance);
      expect(worst).toBe(0);
    },
  );

  test.skipIf(!imagecodecs).each(lossy.filter((file) => !isJpeg(file)))(
    '$path, within its tolerance of imagecodecs',
    async ({ path, tolerance, bitsStored, pixelRepresentation, note }) => {
      const bytes = sharedFile('data', path);
      writeFileSync(at('in.dcm'), bytes);
      // One frame, its fragment the last element: from its codestream's first bytes to its end.
      const text = Buffer.from(bytes).toString('latin1');
      const start = ['\xff\x4f\xff\x51', 'JXL ', '\xff\x0a'].map((mark) => text.indexOf(mark)).find((n) => n > 0)!;
      writeFileSync(at('in.bin'), bytes.subarray(text.startsWith('JXL ', start) ? start - 4 : start));
      run('python3', '-c', DECODE, at('in.bin'), at('out.bin'));
      const raw = new Int32Array(new Uint8Array(readFileSync(at('out.bin'))).buffer);
      const top = 2 ** bitsStored;
      const theirs = Array.from(raw, (value) => {
        const own = ((value % top) + top) % top;
        return pixelRepresentation === 1 && own >= top / 2 ? own - top : own;
      });
      const ours = await valuesOf(at('in.dcm'));
      // Where the witness is known to wrap what overshoots (files.json says so), those samples are left out.
      const kept = note ? ours.map((value, p) => (value === 255 && theirs[p] === 0 ? 0 : value)) : ours;
      expect(difference(kept, theirs).worst).toBeLessThanOrEqual(tolerance);
    },
  );
});
