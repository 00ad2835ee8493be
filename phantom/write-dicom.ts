// A slice as a DICOM Part 10 file, by dcmjs: the field's own writer, 190 kB gzipped, so it is loaded only when a phantom is made
// and never by the library.
import type { PhantomSlice } from './geometry.ts';
import { toDS } from './geometry.ts';
import type { PhantomOptions } from './options.ts';

interface Element {
  readonly vr: string;
  readonly Value: readonly unknown[];
}

type Elements = Record<string, Element>;

interface Dcmjs {
  readonly data: { readonly DicomDict: new (meta: Elements) => { dict: Elements; write(): ArrayBuffer } };
}

const SOP_CLASS = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  PT: '1.2.840.10008.5.1.4.1.1.128',
} as const;
/** A root for UIDs that anybody may make from a UUID-like number. Source: DICOM PS3.5 B.2 */
const ROOT = '2.25';

export type WriteSlice = (
  slice: PhantomSlice,
  instance: number,
  storedValues: Int16Array | Uint16Array,
) => Uint8Array<ArrayBuffer>;

/** Loads the writer and binds it to one series. */
export async function dicomWriter(options: PhantomOptions): Promise<WriteSlice> {
  const module = (await import('dcmjs')) as unknown as { default: Dcmjs };
  const { DicomDict } = module.default.data;
  const series = `${ROOT}.${seriesNumber(options)}`;
  return (slice, instance, storedValues) => {
    const sopInstanceUID = `${series}.${instance}`;
    const meta: Elements = {
      '00020001': { vr: 'OB', Value: [new Uint8Array([0, 1]).buffer] },
      '00020002': { vr: 'UI', Value: [SOP_CLASS[options.modality]] },
      '00020003': { vr: 'UI', Value: [sopInstanceUID] },
      '00020010': { vr: 'UI', Value: [options.transferSyntaxUID] },
      '00020012': { vr: 'UI', Value: [`${ROOT}.1`] },
    };
    const dict = new DicomDict(meta);
    dict.dict = {
      ...identity(options, series, sopInstanceUID, instance),
      ...geometry(options, slice),
      ...pixels(options, slice, storedValues),
    };
    return new Uint8Array(dict.write());
  };
}

function identity(options: PhantomOptions, series: string, sopInstanceUID: string, instance: number): Elements {
  return {
    '00080008': { vr: 'CS', Value: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
    '00080016': { vr: 'UI', Value: [SOP_CLASS[options.modality]] },
    '00080018': { vr: 'UI', Value: [sopInstanceUID] },
    '00080060': { vr: 'CS', Value: [options.modality] },
    '0008103E': { vr: 'LO', Value: [options.seriesDescription] },
    '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Phantom' }] },
    '00100020': { vr: 'LO', Value: ['RESLICE'] },
    '00180050': { vr: 'DS', Value: [toDS(options.sliceThickness)] },
    '0020000D': { vr: 'UI', Value: [`${series}.0.1`] },
    '0020000E': { vr: 'UI', Value: [series] },
    '00200011': { vr: 'IS', Value: ['1'] },
    '00200013': { vr: 'IS', Value: [String(instance)] },
    '00200052': { vr: 'UI', Value: [`${series}.0.2`] },
  };
}

function geometry(options: PhantomOptions, slice: PhantomSlice): Elements {
  return {
    '00200032': { vr: 'DS', Value: slice.imagePositionPatient.map(toDS) },
    '00200037': { vr: 'DS', Value: [...slice.row, ...slice.column].map(toDS) },
    '00280030': { vr: 'DS', Value: options.pixelSpacing.map(toDS) },
  };
}

function pixels(options: PhantomOptions, slice: PhantomSlice, storedValues: Int16Array | Uint16Array): Elements {
  const { signed, bitsStored, padding, windows } = options;
  const small = bitsStored <= 8;
  const mask = 2 ** bitsStored - 1;
  // Above the stored bits a cell is 0, as most scanners leave it: a reader must extend the sign itself.
  const cells = small
    ? Uint8Array.from(storedValues, (value) => value & mask)
    : Uint16Array.from(storedValues, (value) => value & mask);
  return {
    '00280002': { vr: 'US', Value: [1] },
    '00280004': { vr: 'CS', Value: [options.photometricInterpretation] },
    '00280010': { vr: 'US', Value: [options.rows] },
    '00280011': { vr: 'US', Value: [options.columns] },
    '00280100': { vr: 'US', Value: [small ? 8 : 16] },
    '00280101': { vr: 'US', Value: [bitsStored] },
    '00280102': { vr: 'US', Value: [bitsStored - 1] },
    '00280103': { vr: 'US', Value: [signed ? 1 : 0] },
    ...(padding === null ? {} : { '00280120': { vr: signed ? 'SS' : 'US', Value: [padding] } }),
    '00281050': { vr: 'DS', Value: windows.map(({ center }) => toDS(center)) },
    '00281051': { vr: 'DS', Value: windows.map(({ width }) => toDS(width)) },
    '00281052': { vr: 'DS', Value: [toDS(options.rescaleIntercept(slice.index))] },
    '00281053': { vr: 'DS', Value: [toDS(options.rescaleSlope(slice.index))] },
    ...(options.modality === 'PT'
      ? { '00541001': { vr: 'CS', Value: [options.unit] } }
      : { '00281054': { vr: 'LO', Value: [options.unit] } }),
    '00281055': { vr: 'LO', Value: windows.map(({ explanation }) => explanation) },
    '7FE00010': { vr: small ? 'OB' : 'OW', Value: [cells.buffer] },
  };
}

/** A number from the knobs: two series with other knobs are other series. FNV-1a, 32 bits. */
function seriesNumber(options: PhantomOptions): number {
  const text = JSON.stringify(options, (_, value) =>
    typeof value === 'function' ? String([0, 1, 2, 3].map(value)) : value,
  );
  let hash = 0x811c9dc5;
  for (let c = 0; c < text.length; c++) hash = Math.imul(hash ^ text.charCodeAt(c), 0x01000193);
  return hash >>> 0;
}
