// What is read and what is refused, by UID, before pixels are touched.
import { ResliceError } from '../errors.ts';
import type { DataSet } from './data-set.ts';
import type { Encoding } from './elements.ts';
import { TAGS } from './tag.ts';

/** How a frame's pixels are packed; `native` lies in Pixel Data as it is. */
export type PixelCoding =
  | 'native'
  | 'encapsulated'
  | 'deflated'
  | 'rle'
  | 'jpeg'
  | 'jpeg-lossless'
  | 'jpeg-ls'
  | 'jpeg-2000'
  | 'jpeg-xl';

export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly coding: PixelCoding;
  /** Whether what comes out may differ from what the scanner wrote. */
  readonly lossy: boolean;
}

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const DEFLATED = '1.2.840.10008.1.2.1.99';
const EXPLICIT_BIG_ENDIAN = '1.2.840.10008.1.2.2';

const syntax = (end: string, name: string, coding: PixelCoding, lossy = false): TransferSyntax => ({
  uid: `${IMPLICIT_LITTLE_ENDIAN}${end}`,
  name,
  coding,
  lossy,
});

/** Source: DICOM PS3.5 annex A, PS3.6 annex A; .53 and .55 are retired */
export const TRANSFER_SYNTAXES: readonly TransferSyntax[] = [
  syntax('', 'Implicit VR Little Endian', 'native'),
  syntax('.1', 'Explicit VR Little Endian', 'native'),
  syntax('.1.98', 'Encapsulated Uncompressed Explicit VR Little Endian', 'encapsulated'),
  syntax('.1.99', 'Deflated Explicit VR Little Endian', 'native'),
  syntax('.2', 'Explicit VR Big Endian', 'native'),
  syntax('.5', 'RLE Lossless', 'rle'),
  syntax('.8.1', 'Deflated Image Frame Compression', 'deflated'),
  syntax('.4.50', 'JPEG Baseline', 'jpeg', true),
  syntax('.4.51', 'JPEG Extended', 'jpeg', true),
  syntax('.4.53', 'JPEG Spectral Selection, Non-Hierarchical', 'jpeg', true),
  syntax('.4.55', 'JPEG Full Progression, Non-Hierarchical', 'jpeg', true),
  syntax('.4.57', 'JPEG Lossless', 'jpeg-lossless'),
  syntax('.4.70', 'JPEG Lossless SV1', 'jpeg-lossless'),
  syntax('.4.80', 'JPEG-LS Lossless', 'jpeg-ls'),
  syntax('.4.81', 'JPEG-LS Near-Lossless', 'jpeg-ls', true),
  syntax('.4.90', 'JPEG 2000 Lossless', 'jpeg-2000'),
  syntax('.4.91', 'JPEG 2000', 'jpeg-2000', true),
  syntax('.4.110', 'JPEG XL Lossless', 'jpeg-xl'),
  syntax('.4.111', 'JPEG XL JPEG Recompression', 'jpeg-xl', true),
  syntax('.4.112', 'JPEG XL', 'jpeg-xl', true),
  syntax('.4.201', 'HTJ2K Lossless', 'jpeg-2000'),
  syntax('.4.202', 'HTJ2K Lossless RPCL', 'jpeg-2000'),
  syntax('.4.203', 'HTJ2K', 'jpeg-2000', true),
];

/** Everything but three syntaxes is explicit little endian: unknown ones too, so that they can be refused by name. */
export const encodingOf = (uid: string): Encoding => ({
  explicit: uid !== IMPLICIT_LITTLE_ENDIAN,
  bigEndian: uid === EXPLICIT_BIG_ENDIAN,
});

/** @throws ResliceError 'dicom/unsupported-transfer-syntax' naming the UID, 'dicom/missing-tag' */
export function transferSyntaxOf(dataSet: DataSet, file: string): TransferSyntax {
  const tag = TAGS.transferSyntaxUID;
  const uid = dataSet.text(tag);
  if (!uid) throw new ResliceError('dicom/missing-tag', { file, tag });
  const known = TRANSFER_SYNTAXES.find((one) => one.uid === uid);
  if (known) return known;
  const detail = /^[\d.]{1,64}$/.test(uid) ? uid : 'not a UID';
  throw new ResliceError('dicom/unsupported-transfer-syntax', { file, tag, detail });
}
