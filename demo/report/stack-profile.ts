// A stack seen from the side, as lines: each slice at its own place along the normal and with its own shift within the plane, so tilt,
// drift, uneven steps, gaps and overlaps are where they are. Pure, mm throughout: what draws it only scales.
import type { Vec3 } from '../../src/entry/index.ts';
import { dot } from '../ui/vec3.ts';
import { acrossOf, reachOf } from './side-view.ts';

export interface ProfileSlice {
  /** Centre of the first pixel, LPS mm. */
  readonly origin: Vec3;
  /** mm along the normal. */
  readonly position: number;
  /** mm, or null where the file does not say. */
  readonly thickness: number | null;
}

export interface ProfileInput {
  /** Ascending along the normal, at least one. */
  readonly slices: readonly ProfileSlice[];
  readonly row: Vec3;
  readonly column: Vec3;
  readonly normal: Vec3;
  /** mm from the first pixel's centre to the last's, along row and along column. */
  readonly size: readonly [width: number, height: number];
  /** Places of slices that are not there, mm along the normal. */
  readonly missing: readonly number[];
  /** Lines that can be told apart over the whole stack; what lies closer is one line. */
  readonly most: number;
}

/** From left to right within the plane, at a place along the normal; mm. */
export interface ProfileLine {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What lies between two places: a parallelogram where its ends are shifted against each other. */
export type ProfileBand = readonly [low: ProfileLine, high: ProfileLine];

export interface StackProfile {
  readonly lines: readonly ProfileLine[];
  /** Every slice's, also of those that `lines` has no room for. */
  readonly each: readonly ProfileLine[];
  /** What slices cover by their thickness; [] where it is not told. */
  readonly covered: readonly ProfileBand[];
  /** Between slices, where nothing was measured. */
  readonly gaps: readonly ProfileBand[];
  /** What more than one slice covers. */
  readonly overlaps: readonly ProfileBand[];
  readonly missing: readonly ProfileLine[];
  /** The direction that is drawn to the right, LPS. */
  readonly across: Vec3;
  /** Least and greatest mm, across and along the normal. */
  readonly extent: { readonly across: Range; readonly along: Range };
}

type Range = readonly [least: number, greatest: number];

/** Gaps and overlaps below this are none, as the report has it, mm. */
const TOUCHING = 0.05;

export function stackProfile(input: ProfileInput): StackProfile {
  const { slices, most } = input;
  const across = acrossOf([slices[0]!.origin, slices.at(-1)!.origin], input);
  const [left, right] = reachOf(input.size, input, across);
  const shifts = slices.map(({ origin }) => dot(origin, across));
  const lineAt = (at: number, shift = shiftAt(slices, shifts, at)): ProfileLine => {
    return { at, from: shift + left, to: shift + right };
  };
  const bandAt = ([low, high]: Range): ProfileBand => [lineAt(low), lineAt(high)];
  const places = [...slices.map(({ position }) => position), ...input.missing];
  const [bottom, top] = rangeOf(places);
  const least = (top - bottom) / most;

  const between = betweenSlices(slices);
  // What is thinner than half of what can be told apart is left to the words.
  const seen = ([low, high]: Range): boolean => high - low > Math.max(least / 2, TOUCHING);
  const gaps = between.filter(seen);
  const backwards = between.filter(([low, high]) => low - high > TOUCHING).map(([low, high]): Range => [high, low]);
  const overlaps = joined(backwards).filter(seen);
  const groups = groupsOf(slices, least, gaps);
  const each = slices.map(({ position }, k) => lineAt(position, shifts[k]!));
  const lines = groups.map(([first, last]) => each[(first + last) >> 1]!);
  const covered = groups.flatMap(([first, last]): ProfileBand[] => {
    const [low, high] = [slabOf(slices[first]!), slabOf(slices[last]!)];
    // A slab ends square to its own plane, however its neighbours lie.
    return low && high ? [[lineAt(low[0], shifts[first]!), lineAt(high[1], shifts[last]!)]] : [];
  });
  const missing = groupsOf(
    input.missing.map((position) => ({ position })),
    least,
    [],
  ).map(([first]) => lineAt(input.missing[first]!));
  const all = [...lines, ...missing, ...covered.flat()];
  return {
    lines,
    each,
    covered,
    gaps: gaps.map(bandAt),
    overlaps: overlaps.map(bandAt),
    missing,
    across,
    extent: {
      across: rangeOf(all.flatMap(({ from, to }) => [from, to])),
      along: rangeOf(all.map(({ at }) => at)),
    },
  };
}

const rangeOf = (values: readonly number[]): Range => [
  values.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY),
  values.reduce((greatest, one) => Math.max(greatest, one), Number.NEGATIVE_INFINITY),
];

function slabOf({ position, thickness }: ProfileSlice): Range | null {
  return thickness === null ? null : [position - thickness / 2, position + thickness / 2];
}

/** From each slab's end to the next one's beginning: backwards where they overlap. */
function betweenSlices(slices: readonly ProfileSlice[]): readonly Range[] {
  return slices.slice(1).flatMap((slice, k): Range[] => {
    const [below, above] = [slabOf(slices[k]!), slabOf(slice)];
    return below && above ? [[below[1], above[0]]] : [];
  });
}

/** What touches is one: thick slices at small steps overlap nearly everywhere. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && low <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], high)];
    else result.push([low, high]);
  }
  return result;
}

/** First and last index of what lies within `least`, and of nothing that has a gap in it. */
function groupsOf(
  places: readonly { readonly position: number }[],
  least: number,
  gaps: readonly Range[],
): readonly (readonly [first: number, last: number])[] {
  const groups: [first: number, last: number][] = [];
  let gap = 0;
  for (const [k, { position }] of places.entries()) {
    while (gap < gaps.length && gaps[gap]![1] <= (places[k - 1]?.position ?? Number.NEGATIVE_INFINITY)) gap++;
    const parted = gap < gaps.length && gaps[gap]![0] < position;
    const last = groups.at(-1);
    if (last && !parted && position - places[last[0]]!.position < least) last[1] = k;
    else groups.push([k, k]);
  }
  return groups;
}

/** Between slices on the straight line from the one to the other; beyond them that of the last. */
function shiftAt(slices: readonly ProfileSlice[], shifts: readonly number[], at: number): number {
  const next = slices.findIndex(({ position }) => position >= at);
  if (next === 0) return shifts[0]!;
  if (next < 0) return shifts.at(-1)!;
  const [low, high] = [slices[next - 1]!.position, slices[next]!.position];
  return shifts[next - 1]! + ((at - low) / (high - low)) * (shifts[next]! - shifts[next - 1]!);
}
