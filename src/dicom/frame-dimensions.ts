// What tells the frames of an enhanced object apart, by its own account: its dimensions, less those that only say where a frame lies.
import type { DataSet } from './data-set.ts';
import { TAGS } from './tag.ts';

export interface FrameDimension {
  /** For people and to tell dimensions apart, for example 'temporal position'. */
  readonly name: string;
  /** What frames of another index are: at another time, in another stack; nobody knows of private and unexplained dimensions. */
  readonly kind: 'time' | 'stack' | 'unknown';
  /** Its rank among the values that occur, from 1. */
  readonly index: number;
}

/** Where a frame lies, and what has its own attribute and is told apart by it. */
const LEFT_OUT = new Set([
  0x0020_0032, 0x0020_0037, 0x0020_1041, 0x0020_9056, 0x0020_9057, 0x0020_9113, 0x0020_9116, 0x0020_930e, 0x0020_9301,
  0x0048_021a, 0x0048_021e, 0x0048_021f, 0x0040_072a, 0x0040_073a, 0x0040_074a, 0x0054_0080, 0x0062_000b,
]);

const TIMES: ReadonlyMap<number, string> = new Map([
  [0x0020_9128, 'temporal position'],
  [0x0020_0100, 'temporal position'],
  [0x0020_930d, 'time offset'],
  [0x0020_9310, 'time offset'],
  [0x0018_1060, 'trigger time'],
  [0x0018_9074, 'acquisition time'],
  [0x0018_9151, 'reference time'],
  [0x0020_9153, 'trigger delay'],
  [0x0020_9154, 'time before the R peak'],
  [0x0020_9155, 'time before the R peak'],
  [0x0020_9156, 'acquisition'],
  [0x0020_9241, 'cardiac phase'],
  [0x0020_9245, 'respiratory phase'],
  [0x0020_9252, 'trigger delay'],
  [0x0020_9255, 'respiratory delay'],
  [0x0054_0030, 'phase'],
  [0x0054_0060, 'R-R interval'],
  [0x0054_0070, 'time slot'],
  [0x0054_0100, 'time slice'],
]);

const STACKS: ReadonlyMap<number, string> = new Map([
  [0x0018_9075, 'directionality'],
  [0x0018_9082, 'echo time'],
  [0x0018_9087, 'b-value'],
  [0x0018_9089, 'direction'],
  [0x0018_9337, 'contrast agent'],
  [0x0018_9344, 'contrast'],
  [0x0054_0010, 'energy window'],
  [0x0054_0020, 'detector'],
]);

type Pointer = Omit<FrameDimension, 'index'> | null;

/**
 * @param root  the object itself; @param frames  one data set a frame
 * @returns the dimensions of each frame in the order of the object, none of those that say where it lies
 * Source: DICOM PS3.3 C.7.6.17 (Multi-frame Dimension)
 */
export function frameDimensions(root: DataSet, frames: readonly DataSet[]): readonly (readonly FrameDimension[])[] {
  const pointers = root.items(TAGS.dimensionIndexSequence).map((item, n): Pointer => {
    const [tag] = item.numbers(TAGS.dimensionIndexPointer) ?? [];
    return tag ? pointerOf(tag, item.numbers(TAGS.functionalGroupPointer)?.[0]) : unexplained(n);
  });
  return frames.map((frame) =>
    (frame.numbers(TAGS.dimensionIndexValues) ?? []).flatMap((index, n): FrameDimension[] => {
      const pointer = n < pointers.length ? pointers[n] : unexplained(n);
      return pointer && Number.isFinite(index) ? [{ ...pointer, index }] : [];
    }),
  );
}

const unexplained = (n: number): Pointer => ({ name: `dimension ${n + 1}`, kind: 'unknown' });

function pointerOf(tag: number, group: number | undefined): Pointer {
  if (LEFT_OUT.has(tag) || (group && LEFT_OUT.has(group))) return null;
  const time = TIMES.get(tag);
  if (time) return { name: time, kind: 'time' };
  const id = `(${hex(tag >>> 16)},${hex(tag & 0xffff)})`;
  const isPrivate = ((tag >>> 16) & 1) === 1;
  return { name: STACKS.get(tag) ?? `dimension ${id}`, kind: isPrivate ? 'unknown' : 'stack' };
}

const hex = (n: number): string => n.toString(16).toUpperCase().padStart(4, '0');
