// Part 10 files from a list of elements, byte by byte: the reader is tested against the standard, not against a writer.
// Source: DICOM PS3.5 7.1 (data elements), PS3.10 7.1 (file meta information)
import { TAGS } from '../../src/dicom/tag.ts';
import { UNIT_TAGS } from '../../src/dicom/unit-tags.ts';

export const EXPLICIT = '1.2.840.10008.1.2.1';
export const IMPLICIT = '1.2.840.10008.1.2';
export const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';

/** Encapsulated Pixel Data: a Basic Offset Table and fragments. */
export interface Encapsulated {
  readonly offsets?: readonly number[];
  readonly fragments: readonly Uint8Array[];
  /** Whether the last delimiter is there. */
  readonly closed?: boolean;
}

/** Text, numbers (US, SS: 16 bits; UL: 32; OV: 64; FL: float; FD: double), raw bytes, a sequence's items, or encapsulated pixels. */
export type Value = string | readonly number[] | Uint8Array | readonly (readonly Element[])[] | Encapsulated;
/** A keyword that the reader knows, or eight hexadecimal digits. */
export type Element = readonly [tag: string, vr: string, value: Value];

export interface FileOptions {
  readonly syntax?: string | null;
  readonly preamble?: boolean;
  /** Sequences and their items: length FFFFFFFF and delimiters, or counted. */
  readonly undefinedLength?: boolean;
}

const LONG = ['OB', 'OW', 'OF', 'OD', 'OV', 'SQ', 'UN', 'UT'];
const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
const u16 = (n: number): number[] => [n & 255, (n >> 8) & 255];
const u32 = (n: number): number[] => [...u16(n & 0xffff), ...u16(n >>> 16)];
const even = (bytes: number[], pad: number): number[] => (bytes.length % 2 ? [...bytes, pad] : bytes);

const KNOWN = new Map(
  Object.values({ ...TAGS, ...UNIT_TAGS }).map(({ keyword, key }) => [keyword as string, key.slice(1)]),
);

function idOf(tag: string): [group: number, element: number] {
  const digits = KNOWN.get(tag) ?? tag;
  return [Number.parseInt(digits.slice(0, 4), 16), Number.parseInt(digits.slice(4), 16)];
}

function valueBytes(vr: string, value: Value, explicit: boolean, open: boolean): number[] {
  if (typeof value === 'string') return even(ascii(value), vr === 'UI' ? 0 : 32);
  if (value instanceof Uint8Array) return [...value];
  if ('fragments' in value) return encapsulated(value);
  if (vr !== 'SQ') return (value as number[]).flatMap(NUMBERS[vr] ?? u16);
  return (value as Element[][]).flatMap((item) => {
    const bytes = encode(item, explicit, open);
    const head = [0xfe, 0xff, 0x00, 0xe0, ...u32(open ? 0xffffffff : bytes.length)];
    return head.concat(bytes, open ? [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0] : []);
  });
}

const u64 = (n: number): number[] => [...new Uint8Array(BigUint64Array.of(BigInt(n)).buffer)];
const f64 = (n: number): number[] => [...new Uint8Array(Float64Array.of(n).buffer)];
const f32 = (n: number): number[] => [...new Uint8Array(Float32Array.of(n).buffer)];
const NUMBERS: Readonly<Record<string, (n: number) => number[]>> = { UL: u32, OV: u64, FL: f32, FD: f64 };

function encapsulated({ offsets = [], fragments, closed = true }: Encapsulated): number[] {
  const item = (bytes: readonly number[]): number[] => [0xfe, 0xff, 0x00, 0xe0, ...u32(bytes.length), ...bytes];
  const parts = [offsets.flatMap(u32), ...fragments.map((bytes) => even([...bytes], 0))].flatMap(item);
  return closed ? [...parts, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0] : parts;
}

function encode(elements: readonly Element[], explicit: boolean, open: boolean): number[] {
  return elements.flatMap(([tag, vr, value]) => {
    const bytes = valueBytes(vr, value, explicit, open);
    const pixels = typeof value === 'object' && 'fragments' in value;
    const endless = (vr === 'SQ' && open) || pixels;
    const count = endless ? 0xffffffff : bytes.length;
    const length = !explicit ? u32(count) : LONG.includes(vr) ? [0, 0, ...u32(count)] : u16(count);
    const end = endless && !pixels ? [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0] : [];
    return idOf(tag)
      .flatMap(u16)
      .concat(explicit ? ascii(vr) : [], length, bytes, end);
  });
}

/** A file; elements go in as listed. */
export function dicomBytes(elements: readonly Element[], options: FileOptions = {}): Uint8Array<ArrayBuffer> {
  const { syntax = EXPLICIT, preamble = true, undefinedLength = false } = options;
  const meta: Element[] = syntax === null ? [] : [['TransferSyntaxUID', 'UI', syntax]];
  const head = preamble ? [...new Array<number>(128).fill(0), ...ascii('DICM')] : [];
  const body = encode(elements, syntax !== IMPLICIT, undefinedLength);
  return Uint8Array.from([...head, ...encode(meta, true, false), ...body]);
}

/** Elements instead of a slice's own, by keyword; null leaves one out. */
export type Changes = Readonly<Record<string, readonly [vr: string, value: Value] | null>>;

/** A signed 16-bit axial CT slice of 2 rows and 3 columns at z = 0, values 0 to 5, in tag order. */
export function sliceElements(changes: Changes = {}): Element[] {
  const own: Changes = {
    SOPClassUID: ['UI', CT_IMAGE],
    SOPInstanceUID: ['UI', '1.2.3.1'],
    Modality: ['CS', 'CT'],
    SliceThickness: ['DS', '2'],
    SeriesInstanceUID: ['UI', '1.2.3'],
    InstanceNumber: ['IS', '1'],
    ImagePositionPatient: ['DS', '-1\\-2\\0'],
    ImageOrientationPatient: ['DS', '1\\0\\0\\0\\1\\0'],
    SamplesPerPixel: ['US', [1]],
    PhotometricInterpretation: ['CS', 'MONOCHROME2'],
    Rows: ['US', [2]],
    Columns: ['US', [3]],
    PixelSpacing: ['DS', '0.5\\0.25'],
    BitsAllocated: ['US', [16]],
    BitsStored: ['US', [16]],
    HighBit: ['US', [15]],
    PixelRepresentation: ['US', [1]],
    PixelData: ['OW', [0, 1, 2, 3, 4, 5]],
  };
  const elements = Object.entries({ ...own, ...changes }).flatMap(([tag, element]): Element[] =>
    element ? [[tag, ...element]] : [],
  );
  const order = ([tag]: Element): number => idOf(tag)[0] * 0x10000 + idOf(tag)[1];
  return elements.sort((a, b) => order(a) - order(b));
}

export const sliceBytes = (changes: Changes = {}, options: FileOptions = {}): Uint8Array<ArrayBuffer> =>
  dicomBytes(sliceElements(changes), options);
