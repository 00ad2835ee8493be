// The shape of ../shared/reference, made by other software.
import type { Series } from '../../src/load/series.ts';
import type { Volume } from '../../src/volume/volume.ts';

export interface ReferencePlane {
  /** s08: the phase, from 1. s12: TemporalPositionIndex and EffectiveEchoTime. */
  readonly splitValue?: number | readonly string[];
  readonly file: string;
  readonly case: string;
  readonly series: string;
  readonly center: [number, number, number];
  readonly right: [number, number, number];
  readonly down: [number, number, number];
  readonly spacing: number;
  readonly size: [number, number];
  readonly tolerance: number;
  readonly ambiguousEdgePixels: readonly (readonly [number, number])[];
}

interface Of {
  readonly case: string;
  /** Below the case, or below data/. */
  readonly of?: string;
}

/** What is read by itself: a folder or a file, below data/. */
export const folderOf = (entry: Of): string =>
  !entry.of ? entry.case : entry.of.startsWith(entry.case) ? entry.of : `${entry.case}/${entry.of}`;

/** Of objects that are read each by themselves; a plane's file is named case-object.plane.npy. */
export function objectOf(plane: ReferencePlane): string {
  const name = plane.file.split('.')[0]!;
  if (typeof plane.splitValue === 'number' || name === plane.case) return plane.case;
  const object = name.slice(plane.case.length + 1);
  const file = plane.case.startsWith('s11') || plane.case.startsWith('s12');
  return `${plane.case}/${file ? `${object.replace(/-\d$/, '')}.dcm` : object}`;
}

/** Which volume of what was read a plane goes through: by time, or by time and echo. */
export function volumeOf(plane: ReferencePlane, series: Series): Volume {
  const [time, echo] = [plane.splitValue ?? 1].flat().map(Number);
  const stack =
    echo === undefined ? series.stacks[0] : series.stacks.find(({ images }) => images[0]!.echoTime === echo);
  return stack!.volumes[time! - 1]!.volume;
}

/** float32 values of a NumPy file, version 1.0. */
export function readNpy(bytes: Uint8Array): Float32Array {
  const start = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  return new Float32Array(bytes.slice(start).buffer);
}

export interface PlaneDifference {
  readonly worst: number;
  /** Pixels that are inside here and outside there. */
  readonly coverage: number;
}

export function compareToReference(
  plane: ReferencePlane,
  values: ArrayLike<number>,
  reference: Float32Array,
): PlaneDifference {
  const either = new Set(plane.ambiguousEdgePixels.map(([i, j]) => j * plane.size[0] + i));
  let [worst, coverage] = [0, 0];
  for (let p = 0; p < reference.length; p++) {
    if (either.has(p)) continue;
    const [a, b] = [values[p]!, reference[p]!];
    if (Number.isNaN(a) !== Number.isNaN(b)) coverage++;
    else if (!Number.isNaN(a)) worst = Math.max(worst, Math.abs(a - b));
  }
  return { worst, coverage };
}
