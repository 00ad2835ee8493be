// Sorted slices -> one volume. Copies a few slices a turn, so that a page stays responsive while 128 MiB move.
import type { FrameValues } from '../dicom/stored-values.ts';
import { ResliceError } from '../errors.ts';
import type { SortedSlices } from '../series/sort-slices.ts';
import { applyModalityLuts } from './apply-modality-lut.ts';
import { createVolume } from './create-volume.ts';
import { joinExtents, type StoredExtent, storedExtentOf } from './modality-range.ts';
import type { StoredValues, Volume } from './volume.ts';
import { volumeUnits } from './volume-units.ts';

/** Called between pieces of work: lets the event loop run where it is time to, and throws where the work is not wanted any more. */
export type Pause = () => Promise<void> | undefined;

/**
 * @param pause  called after each slice
 * @throws ResliceError 'dicom/limit-exceeded' where memory does not suffice, 'volume/bad-value', what `pause` throws
 */
export async function buildVolume(sorted: SortedSlices, pause: Pause): Promise<Volume> {
  const slices = applyModalityLuts(sorted.slices);
  const middle = slices[Math.floor(slices.length / 2)]!.header;
  const { rows, columns } = middle.pixels;
  const sliceLength = rows * columns;
  const storedValues = allocate(slices[0]!.storedValues, sliceLength * slices.length);
  const extents: StoredExtent[] = [];
  for (const [k, { storedValues: values, header }] of slices.entries()) {
    storedValues.set(values, k * sliceLength);
    const copied = storedValues.subarray(k * sliceLength, (k + 1) * sliceLength) as StoredValues;
    // An image may come without values, to be read later: then nothing is known of them.
    extents.push(storedExtentOf(values.length > 0 ? copied : (values as StoredValues), header.padding));
    await pause();
  }
  const table = slices.map(({ header }) => ({
    origin: header.geometry!.imagePositionPatient,
    rescaleSlope: header.rescaleSlope,
    rescaleIntercept: header.rescaleIntercept,
    padding: header.padding,
  }));
  return createVolume({
    storedValues,
    size: [columns, rows, slices.length],
    pixelSpacing: middle.geometry!.pixelSpacing,
    orientation: middle.geometry!,
    slices: table,
    sliceThickness: middle.sliceThickness,
    unit: middle.unit,
    units: volumeUnits(
      slices.map(({ header }) => header),
      extents,
    ),
    inverse: middle.inverse,
    windows: middle.windows,
    voiLuts: middle.voiLuts,
    ...joinExtents(extents, table),
  });
}

/** As a slice's values are: a stack's are all of one kind. */
function allocate(like: FrameValues, length: number): StoredValues {
  try {
    return new (like.constructor as new (length: number) => StoredValues)(length);
  } catch (cause) {
    throw new ResliceError('dicom/limit-exceeded', { detail: `no memory for ${length} pixels` }, { cause });
  }
}
