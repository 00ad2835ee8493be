// JPEG, every process that DICOM ever had: baseline and extended, progressive, lossless; 8, 12 and up to 16 bits; to the bit as
// libjpeg decodes. Every package at hand is wrong somewhere (docs/dicom.md); this one is held to dcmtk's decode, pixel by pixel.
import { type BitSource, createBitSource } from './bit-source.ts';
import { joinPlanes } from './colour.ts';
import { decodeLossless } from './decode-lossless.ts';
import { type Coefficients, createCoefficients, decodeProgressive, transformAll } from './decode-progressive.ts';
import { decodeSequential } from './decode-sequential.ts';
import { type Frame, readFrame } from './frame.ts';
import { createPlane, type Plane } from './plane.ts';
import { corrupt, tooMuch, truncated, unsupported } from './refuse.ts';
import { readScan, type Scan } from './scan.ts';
import { createTables, readHuffman, readQuantisation, readRestartInterval, type Tables } from './tables.ts';

export interface JpegOptions {
  /** Turn YCbCr into RGB: only DICOM's Photometric Interpretation says whether the components are YCbCr. */
  readonly toRgb: boolean;
  /** What the picture must be; checked before memory is asked for. */
  readonly expected: { readonly columns: number; readonly rows: number; readonly components: number };
}

export interface JpegPicture {
  readonly precision: number;
  /** Interleaved, length columns·rows·components, unsigned. */
  readonly samples: Uint8Array | Uint16Array;
}

/** A picture while its scans come in. */
interface Picture {
  readonly frame: Frame;
  readonly planes: readonly Plane[];
  readonly coefficients: readonly Coefficients[];
  /** Bound when a component's first scan begins: a table may follow the frame header. */
  readonly factors: Int32Array[];
  /** Per component: whether a scan held it. */
  readonly seen: Set<number>;
}

/**
 * @throws ResliceError 'dicom/corrupt-codestream', 'dicom/unsupported-transfer-syntax' (hierarchical, arithmetic), without the
 * file's name
 * Source: ITU-T T.81 annexes B, F, G, H
 */
export function decodeJpeg(bytes: Uint8Array, { toRgb, expected }: JpegOptions): JpegPicture {
  const tables = createTables();
  let picture: Picture | undefined;
  let source: BitSource | undefined;
  let at = firstMarker(bytes);
  let scans = 0;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    // Some writers leave out the last marker: every bit of the picture was there all the same.
    if (at + 2 > bytes.length && picture?.frame.process === 'sequential' && isWhole(picture)) break;
    if (at + 2 > bytes.length) truncated();
    if (bytes[at] !== 0xff) corrupt('no marker where one is due');
    const marker = bytes[at + 1]!;
    if (marker === 0xd9) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2) corrupt('a segment without a length');
    if (end > bytes.length) truncated();
    const segment = bytes.subarray(at + 4, end);
    at = end;
    if (marker === 0xda) {
      if (++scans > MOST_SCANS) tooMuch(`over ${MOST_SCANS} scans`);
      picture ??= corrupt('a scan before its frame');
      source ??= createBitSource(bytes);
      decodeScan(picture, source, at, tables, readScan(picture.frame, tables, segment));
      at = source.next;
    } else if (isFrame(marker)) {
      if (picture) unsupported('several frames in one codestream');
      picture = openPicture(readFrame(marker, segment), expected);
    } else readTables(tables, marker, segment);
  }
  return finish(picture ?? corrupt('no frame'), toRgb);
}

/** Writers use about ten for a component; each goes over the whole picture, however few bytes it has. */
const MOST_SCANS = 256;

function firstMarker(bytes: Uint8Array): number {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) corrupt('it does not begin as JPEG does');
  return 2;
}

/** SOF0 to SOF15, without DHT, JPG and DAC among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readTables(tables: Tables, marker: number, segment: Uint8Array): void {
  if (marker === 0xdb) readQuantisation(tables, segment);
  else if (marker === 0xc4) readHuffman(tables, segment);
  else if (marker === 0xdd) readRestartInterval(tables, segment);
  else if (marker === 0xcc) unsupported('arithmetic coding');
  // The others say nothing about samples: application data, comments.
}

function openPicture(frame: Frame, expected: JpegOptions['expected']): Picture {
  const { columns, rows, components } = frame;
  if (columns !== expected.columns || rows !== expected.rows || components.length !== expected.components) {
    corrupt(`${columns} × ${rows} × ${components.length} in the codestream, not as the header says`);
  }
  return {
    frame,
    planes: components.map((component) => createPlane(frame, component)),
    coefficients: frame.process === 'progressive' ? components.map(createCoefficients) : [],
    factors: [],
    seen: new Set(),
  };
}

function decodeScan(picture: Picture, source: BitSource, start: number, tables: Tables, scan: Scan): void {
  const { frame, planes, coefficients, factors, seen } = picture;
  for (const { component } of scan.parts) {
    if (frame.process !== 'progressive' && seen.has(component.index)) corrupt('a component comes twice');
    seen.add(component.index);
    if (frame.process === 'lossless') continue;
    factors[component.index] ??=
      tables.quantisation[component.quantisation] ?? corrupt('a quantisation table is missing');
  }
  if (frame.process === 'lossless') decodeLossless(source, start, frame, scan, planes);
  else if (frame.process === 'progressive') decodeProgressive(source, start, frame, scan, coefficients);
  else decodeSequential(source, start, frame, scan, factors, planes);
  if (frame.process === 'lossless' && scan.low > 0) {
    for (const { component } of scan.parts) {
      const { samples } = planes[component.index]!;
      for (let p = 0; p < samples.length; p++) samples[p]! <<= scan.low;
    }
  }
}

const isWhole = ({ frame, seen }: Picture): boolean => seen.size === frame.components.length;

function finish(picture: Picture, toRgb: boolean): JpegPicture {
  const { frame, planes, coefficients, factors } = picture;
  if (!isWhole(picture)) corrupt('a component never comes');
  coefficients.forEach((all, n) => {
    transformAll(frame.components[n]!, frame.precision, all, factors[n]!, planes[n]!);
  });
  return { precision: frame.precision, samples: joinPlanes(frame, planes, toRgb && frame.process !== 'lossless') };
}
