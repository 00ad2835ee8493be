// Where the frames of an older multi-frame object lie: one position in the header, and a rule that leads from it to the others.
import { addScaled, cross, type Vec3 } from '../math/vec3.ts';
import type { DataSet } from './data-set.ts';
import type { FrameDimension } from './frame-dimensions.ts';
import { TAGS, type Tag } from './tag.ts';

export interface FramePlaces {
  /** What holds a frame's position and orientation where its own data set does not: NM keeps them with its detectors. */
  readonly detectorOf: ((frame: number) => DataSet | undefined) | null;
  /** Position of a frame, from that of the first; null where there is no rule. */
  readonly place: ((first: Vec3, row: Vec3, column: Vec3, frame: number) => Vec3) | null;
  /** Why the frames have no place each though there is a position, and the attribute that tells. */
  readonly problem: { readonly tag: Tag; readonly detail: string } | null;
  /** Frames with the same text make one stack: same energy window, same detector. */
  readonly groupOf: (frame: number) => string;
  /** What tells the moments of one stack apart, the slowest first. */
  readonly timesOf: (frame: number) => readonly FrameDimension[];
}

interface Vector {
  readonly tag: Tag;
  readonly name: string;
}

/** NM vectors that tell stacks apart, and times; SliceVector counts within one. Source: DICOM PS3.3 C.8.4.8 */
const STACKS: readonly Vector[] = [
  { tag: TAGS.energyWindowVector, name: 'energy window' },
  { tag: TAGS.detectorVector, name: 'detector' },
];
const TIMES: readonly Vector[] = [
  { tag: TAGS.rrIntervalVector, name: 'R-R interval' },
  { tag: TAGS.phaseVector, name: 'phase' },
  { tag: TAGS.timeSlotVector, name: 'time slot' },
];

const SPACING = 0x0018_0088;
const SLICES = 0x0054_0080;
/** Rotation and angular view; the positioner's angles; the time of a frame. */
const ANGLES: readonly number[] = [0x0054_0050, 0x0054_0090, 0x0018_1510, 0x0018_1511, 0x0018_1520, 0x0018_1521];
const MOMENTS: readonly number[] = [0x0018_1063, 0x0018_1065, 0x0054_0100];

const along = (first: Vec3, row: Vec3, column: Vec3, mm: number): Vec3 => addScaled(first, cross(row, column), mm);

/** Source: DICOM PS3.3 C.8.8.3.2 (Grid Frame Offset Vector), C.8.4.15 (NM Reconstruction), 10.7.1.3 */
export function framePlaces(dataSet: DataSet, frames: number): FramePlaces {
  const grouped = dataSet.items(TAGS.perFrameFunctionalGroupsSequence).length > 0;
  const detectorOf = detectors(dataSet, frames);
  const alone: FramePlaces = { detectorOf, place: null, problem: null, groupOf: () => '', timesOf: () => [] };
  if (frames === 1 || grouped) return alone;
  const offsets = dataSet.numbers(TAGS.gridFrameOffsetVector);
  if (offsets?.length === frames && offsets.every(Number.isFinite)) {
    // A first element that is not 0 makes them patient z instead of distances.
    const absolute = offsets[0] !== 0;
    return {
      ...alone,
      place: (first, row, column, frame) =>
        absolute ? [first[0], first[1], offsets[frame]!] : along(first, row, column, offsets[frame]!),
    };
  }
  const spacing = dataSet.numbers(TAGS.spacingBetweenSlices)?.[0];
  const problem = notSlices(dataSet, spacing);
  if (problem || !spacing) return { ...alone, problem };
  const slices = dataSet.numbers(TAGS.sliceVector);
  const stacks = vectorsOf(dataSet, STACKS, frames);
  const times = vectorsOf(dataSet, TIMES, frames);
  return {
    detectorOf,
    problem,
    // The sign is the writer's: NM lets it be negative.
    place: (first, row, column, frame) => along(first, row, column, ((slices?.[frame] ?? frame + 1) - 1) * spacing),
    groupOf: (frame) => stacks.map(({ name, values }) => `${name} ${values[frame]}`).join(', '),
    timesOf: (frame) => times.map(({ name, values }) => ({ name, kind: 'time', index: values[frame]! })),
  };
}

/** By DetectorVector; all frames are the first detector's where there is none. Source: DICOM PS3.3 C.8.4.11.1 */
function detectors(dataSet: DataSet, frames: number): FramePlaces['detectorOf'] {
  if (dataSet.has(TAGS.imagePositionPatient)) return null;
  const items = dataSet.items(TAGS.detectorInformationSequence);
  if (!items.some((item) => item.has(TAGS.imagePositionPatient))) return null;
  const vector = dataSet.numbers(TAGS.detectorVector);
  return (frame) => items[vector?.length === frames ? vector[frame]! - 1 : 0];
}

/** Those of one value a frame, and of more values than one. */
function vectorsOf(dataSet: DataSet, vectors: readonly Vector[], frames: number) {
  return vectors.flatMap(({ tag, name }) => {
    const values = dataSet.numbers(tag) ?? [];
    return values.length === frames && new Set(values).size > 1 ? [{ name, values }] : [];
  });
}

/** Frames are slices, not moments or views: the increment says so, or the image type of a reconstruction. */
function notSlices(dataSet: DataSet, spacing: number | undefined): FramePlaces['problem'] {
  const pointer = dataSet.numbers(TAGS.frameIncrementPointer) ?? [];
  const because = (detail: string): FramePlaces['problem'] => ({ tag: TAGS.frameIncrementPointer, detail });
  const stacked = pointer.includes(SPACING) || pointer.includes(SLICES);
  if (!stacked && pointer.some((tag) => ANGLES.includes(tag))) return because('the frames are projections, not slices');
  if (!stacked && pointer.some((tag) => MOMENTS.includes(tag)))
    return because('the frames are moments or projections, not slices');
  const reconstructed = dataSet.texts(TAGS.imageType).some((value) => value.includes('RECON'));
  const known = spacing && Number.isFinite(spacing);
  if (known && (stacked || reconstructed || dataSet.has(TAGS.sliceVector))) return null;
  return { tag: TAGS.imagePositionPatient, detail: 'several frames, and one position for all of them' };
}
