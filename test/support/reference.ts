// The shape of ../shared/reference, made by other software.

export interface ReferencePlane {
  /** s08: the phase, from 1. */
  readonly splitValue?: number;
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

/** The cases whose planes need neither codecs nor enhanced objects. */
export const FOUNDATION_CASES = ['s01', 's02', 's03', 's05', 's06', 's07', 's08', 's09', 's10', 's18'];

/** s18's folders are read each by itself; a plane's file is named case-folder.plane.npy. */
export function folderOf(plane: ReferencePlane): string {
  const name = plane.file.split('.')[0]!;
  if (plane.splitValue !== undefined) return plane.case;
  return name === plane.case ? plane.case : `${plane.case}/${name.slice(plane.case.length + 1)}`;
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

/** Which of a stack's volumes a plane goes through. */
export const timeOf = (plane: ReferencePlane): number => (plane.splitValue ?? 1) - 1;
