// Where the frames of an older multi-frame object lie: one position in the header, and a rule that leads from it to the others.
import { addScaled, cross, type Vec3 } from '../math/vec3.ts';
import type { DataSet } from './data-set.ts';
import { TAGS, type Tag } from './tag.ts';

export interface FramePlaces {
  /** Holds position and orientation where the frames' own data sets do not: NM keeps them with its detector. */
  readonly detector: DataSet | null;
  /** Position of a frame, from that of the first; null where there is no rule. */
  readonly place: ((first: Vec3, row: Vec3, column: Vec3, frame: number) => Vec3) | null;
  /** Whether all frames share one position, and nothing leads from it to the others. */
  readonly onePlace: boolean;
  /** Frames with the same text make one stack: same energy window, detector, time slot. */
  readonly groupOf: (frame: number) => string;
}

/** NM vectors that tell stacks apart; SliceVector counts within one. Source: DICOM PS3.3 C.8.4.8 */
const VECTORS: readonly Tag[] = [
  TAGS.energyWindowVector,
  TAGS.detectorVector,
  TAGS.phaseVector,
  TAGS.rrIntervalVector,
  TAGS.timeSlotVector,
];

const along = (first: Vec3, row: Vec3, column: Vec3, mm: number): Vec3 => addScaled(first, cross(row, column), mm);

/** Source: DICOM PS3.3 C.8.8.3.2 (Grid Frame Offset Vector), C.8.4.15 (NM Reconstruction), 10.7.1.3 */
export function framePlaces(dataSet: DataSet, frames: number): FramePlaces {
  const [first] = dataSet.has(TAGS.imagePositionPatient) ? [] : dataSet.items(TAGS.detectorInformationSequence);
  const detector = first?.has(TAGS.imagePositionPatient) ? first : null;
  const grouped = dataSet.has(TAGS.perFrameFunctionalGroupsSequence);
  const alone = { detector, place: null, onePlace: frames > 1 && !grouped, groupOf: () => '' };
  if (frames === 1 || grouped) return alone;
  const offsets = dataSet.numbers(TAGS.gridFrameOffsetVector);
  if (offsets?.length === frames && offsets.every(Number.isFinite)) {
    // A first element that is not 0 makes them patient z instead of distances.
    const absolute = offsets[0] !== 0;
    return {
      ...alone,
      onePlace: false,
      place: (first, row, column, frame) =>
        absolute ? [first[0], first[1], offsets[frame]!] : along(first, row, column, offsets[frame]!),
    };
  }
  const spacing = dataSet.numbers(TAGS.spacingBetweenSlices)?.[0];
  if (!spacing || !Number.isFinite(spacing) || !isStack(dataSet)) return alone;
  const slices = dataSet.numbers(TAGS.sliceVector);
  const vectors = VECTORS.flatMap((tag) => [dataSet.numbers(tag) ?? []]).filter(({ length }) => length === frames);
  return {
    detector,
    onePlace: false,
    // The sign is the writer's: NM lets it be negative.
    place: (first, row, column, frame) => along(first, row, column, ((slices?.[frame] ?? frame + 1) - 1) * spacing),
    groupOf: (frame) => vectors.map((vector) => vector[frame] ?? 0).join(' '),
  };
}

/** Frames are slices, not moments: the increment says so, or a reconstruction's image type does. */
function isStack(dataSet: DataSet): boolean {
  if (dataSet.has(TAGS.sliceVector)) return true;
  const pointer = dataSet.numbers(TAGS.frameIncrementPointer) ?? [];
  const spacing = 0x00180088;
  if (pointer.includes(spacing)) return true;
  return dataSet.texts(TAGS.imageType).some((value) => /TOMO|VOLUME|3DRA|AXIAL/.test(value));
}
