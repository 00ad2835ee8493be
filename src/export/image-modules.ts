// The attributes of one derived image that are its own: what it is, where it lies, how its pixels are to be read, and what it was made of.

import type { Dictionary } from '../edit/dictionary.ts';
import { dot } from '../math/vec3.ts';
import { type Plane, pixelToPatient, planeNormal } from '../plane/plane.ts';
import type { SampleOptions } from '../sampler/sampler.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import { evenStep } from '../volume/slice-table.ts';
import type { Volume } from '../volume/volume.ts';
import { createWriter, type DataSetWriter } from './data-set-writer.ts';
import { decimalString } from './decimal-string.ts';
import type { ImageKind } from './kept-attributes.ts';
import type { Sources } from './read-sources.ts';
import type { StoredForm } from './stored-form.ts';

/** ImageType by kind. Source: DICOM PS3.3 C.8.2.1.1.1 (CT), C.8.3.1.1.1 (MR), C.8.9.4.1.1 (PET, whose second value is always PRIMARY) */
export function imageType(kind: ImageKind, { slab }: SampleOptions): readonly string[] {
  const projects = (slab?.thickness ?? 0) > 0 && slab?.mode !== 'mean';
  if (kind === 'CT') return ['DERIVED', 'SECONDARY', 'AXIAL', 'REFORMATTED'];
  if (kind === 'MR') return ['DERIVED', 'SECONDARY', projects ? 'PROJECTION IMAGE' : 'MPR'];
  return ['DERIVED', 'PRIMARY'];
}

/** Source: DICOM PS3.3 C.7.6.2 */
export function putPlane(
  writer: DataSetWriter,
  volume: Volume,
  plane: Plane,
  options: SampleOptions,
  drawnFrom: DrawnFrom,
  step: number | null,
): void {
  const { right, down, spacing } = plane;
  writer.put('ImagePositionPatient', ...pixelToPatient(plane, 0, 0).map(decimalString));
  writer.put('ImageOrientationPatient', ...[...right, ...down].map(decimalString));
  writer.put('PixelSpacing', decimalString(spacing[1]), decimalString(spacing[0]));
  writer.put('SliceThickness', decimalString(thicknessOf(volume, plane, options, drawnFrom)));
  writer.put('SliceLocation', decimalString(dot(plane.center, planeNormal(plane))));
  if (step !== null) writer.put('SpacingBetweenSlices', decimalString(step));
}

/** A plane's sources: their indices, ascending, and the thickness of every slice, mm. */
export interface DrawnFrom {
  readonly used: readonly number[];
  readonly thicknesses: readonly (number | null)[];
}

/**
 * mm: the slab's; of a plane along the slices that of those it was drawn from, or, where they do not agree on one, their step; else how
 * far a voxel reaches across the plane.
 */
function thicknessOf(volume: Volume, plane: Plane, { slab }: SampleOptions, { used, thicknesses }: DrawnFrom): number {
  if (slab && slab.thickness > 0) return slab.thickness;
  const { orientation, pixelSpacing, slices } = volume;
  const normal = planeNormal(plane);
  const lean = (axis: 'row' | 'column' | 'normal'): number => Math.abs(dot(normal, orientation[axis]));
  if (lean('normal') > Math.cos(0.001)) {
    const [first, last] = [used[0]!, used.at(-1)!];
    const own = thicknesses[first]!;
    if (own !== null && used.every((n) => thicknesses[n] === own)) return own;
    if (last > first) return (slices[last]!.position - slices[first]!.position) / (last - first);
  }
  return lean('row') * pixelSpacing[1] + lean('column') * pixelSpacing[0] + lean('normal') * evenStep(volume);
}

/** Source: DICOM PS3.3 C.7.6.3, C.11.1, C.11.2, C.7.5.1.1.2 */
export function putPixels(
  writer: DataSetWriter,
  volume: Volume,
  { width, height }: Plane,
  { slope, intercept, signed, padding }: StoredForm,
  kind: ImageKind,
  windows: readonly VoiWindow[],
): void {
  writer.put('SamplesPerPixel', 1);
  writer.put('PhotometricInterpretation', volume.inverse ? 'MONOCHROME1' : 'MONOCHROME2');
  writer.put('Rows', height);
  writer.put('Columns', width);
  writer.put('BitsAllocated', 16);
  writer.put('BitsStored', 16);
  writer.put('HighBit', 15);
  writer.put('PixelRepresentation', signed ? 1 : 0);
  writer.put('PixelPaddingValue', padding);
  // An MR image has no rescale of its own: it is there where it says something.
  if (kind !== 'MR' || slope !== 1 || intercept !== 0) {
    writer.put('RescaleIntercept', decimalString(intercept));
    writer.put('RescaleSlope', decimalString(slope));
    if (kind !== 'PT') writer.putWords('RescaleType', volume.unit === 'a.u.' ? 'US' : volume.unit);
  }
  putWindows(writer, windows);
}

/** Windows are over modality values, which stay what they are. One function speaks for all of them. */
function putWindows(writer: DataSetWriter, windows: readonly VoiWindow[]): void {
  const [first] = windows;
  if (!first) return;
  const alike = windows.filter((window) => window.function === first.function);
  writer.put('WindowCenter', ...alike.map(({ center }) => decimalString(center)));
  writer.put('WindowWidth', ...alike.map(({ width }) => decimalString(width)));
  if (alike.some(({ explanation }) => explanation))
    writer.putWords('WindowCenterWidthExplanation', ...alike.map(({ explanation }) => explanation ?? ''));
  if (first.function !== 'LINEAR') writer.put('VOILUTFunction', first.function);
}

/** Tables are over modality values too. Source: DICOM PS3.3 C.11.2.1.1 */
export function putVoiLuts(
  writer: DataSetWriter,
  dictionary: Dictionary,
  luts: readonly VoiLut[],
  terms: readonly string[],
): void {
  const items = luts.flatMap(({ firstMapped, entries, bits, explanation }) => {
    // What 16 bits cannot say cannot have come from a file.
    if (firstMapped < -32768 || firstMapped > 65535) return [];
    const item = createWriter(dictionary, terms);
    const words = (values: readonly number[] | Uint16Array): Uint8Array => {
      const bytes = new Uint8Array(values.length * 2);
      const view = new DataView(bytes.buffer);
      for (const [n, value] of values.entries()) view.setUint16(2 * n, value & 0xffff, true);
      return bytes;
    };
    item.putBytes('LUTDescriptor', firstMapped < 0 ? 'SS' : 'US', words([entries.length, firstMapped, bits]));
    item.putBytes('LUTData', 'OW', words(entries));
    if (explanation) item.putWords('LUTExplanation', explanation);
    return [item];
  });
  if (items.length > 0) writer.putSequence('VOILUTSequence', ...items);
}

/** Source: DICOM PS3.3 C.7.6.1.1.3, C.7.6.1.1.4, C.12.4; codes of PS3.16 CID 7202, 7203 */
export function putDerivation(
  writer: DataSetWriter,
  dictionary: Dictionary,
  { images, seriesInstanceUID }: Sources,
  used: readonly number[],
  description: string,
  { slab }: SampleOptions,
): void {
  writer.put('DerivationDescription', description);
  const projection = (slab?.thickness ?? 0) > 0 ? PROJECTIONS[slab!.mode] : undefined;
  writer.putSequence(
    'DerivationCodeSequence',
    code(dictionary, MULTIPLANAR),
    ...(projection ? [code(dictionary, projection)] : []),
  );
  const reference = (n: number): DataSetWriter => {
    const item = createWriter(dictionary);
    item.put('ReferencedSOPClassUID', images[n]!.sopClassUID);
    item.put('ReferencedSOPInstanceUID', images[n]!.sopInstanceUID);
    return item;
  };
  const sources = used.map((n) => {
    const item = reference(n);
    item.putSequence('PurposeOfReferenceCodeSequence', code(dictionary, PROCESSED));
    return item;
  });
  writer.putSequence('SourceImageSequence', ...sources);
  if (!seriesInstanceUID) return;
  const series = createWriter(dictionary);
  series.put('SeriesInstanceUID', seriesInstanceUID);
  series.putSequence('ReferencedInstanceSequence', ...used.map(reference));
  writer.putSequence('ReferencedSeriesSequence', series);
}

type Code = readonly [value: string, meaning: string];

const MULTIPLANAR: Code = ['113072', 'Multiplanar reformatting'];
const PROJECTIONS: Readonly<Record<string, Code>> = {
  max: ['113078', 'Maximum intensity projection'],
  min: ['113079', 'Minimum intensity projection'],
};
const PROCESSED: Code = ['121322', 'Source image for image processing operation'];
const PROCESSING_EQUIPMENT: Code = ['109102', 'Processing Equipment'];

function code(dictionary: Dictionary, [value, meaning]: Code): DataSetWriter {
  const item = createWriter(dictionary);
  item.put('CodeValue', value);
  item.put('CodingSchemeDesignator', 'DCM');
  item.put('CodeMeaning', meaning);
  return item;
}

/** Reslice, beside the equipment that the sources name. Source: DICOM PS3.3 C.12.1, PS3.16 CID 7005 */
export function equipment(dictionary: Dictionary, version: string): DataSetWriter {
  const item = createWriter(dictionary);
  item.putSequence('PurposeOfReferenceCodeSequence', code(dictionary, PROCESSING_EQUIPMENT));
  item.put('Manufacturer', 'Reslice');
  item.put('ManufacturerModelName', 'Reslice');
  item.put('SoftwareVersions', version);
  item.put('ContributionDescription', 'Planes drawn through the stack, not for diagnosis');
  return item;
}
