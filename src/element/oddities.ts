// What a reader of a picture must know of its stack: from the report of the files where there is one, else from the volume itself.
import { dot, length, subtract } from '../math/vec3.ts';
import { type Plane, pixelToPatient, planeNormal } from '../plane/plane.ts';
import { median } from '../series/median.ts';
import { missingPositions } from '../series/missing-slices.ts';
import type { StackFacts } from '../series/stack-facts.ts';
import type { Volume } from '../volume/volume.ts';

export type Oddities = Pick<StackFacts, 'tiltDegrees' | 'uneven' | 'missing' | 'lossy' | 'increment'>;

export const odditiesOf = (volume: Volume, report: StackFacts | null | undefined): Oddities =>
  report ?? odditiesOfVolume(volume);

function odditiesOfVolume({ slices, orientation: { normal } }: Volume): Oddities {
  const positions = slices.map(({ position }) => position);
  const increments = positions.slice(1).map((position, k) => position - positions[k]!);
  const usual = median(increments);
  const way = subtract(slices.at(-1)!.origin, slices[0]!.origin);
  const [min, max] = [Math.min(...increments), Math.max(...increments)];
  return {
    increment: usual === undefined ? null : { min, median: usual, max },
    // As `StackFacts` says: 0.01 mm or 0.2 % of a step.
    uneven: usual !== undefined && max - min > Math.max(0.01, 0.002 * usual),
    tiltDegrees:
      slices.length < 2 ? 0 : (Math.acos(Math.min(1, Math.abs(dot(way, normal)) / length(way))) * 180) / Math.PI,
    missing: missingPositions(positions),
    lossy: null,
  };
}

/** mm: a plane nearer to a slice than this lies on it. */
const ON = 1e-3;

/**
 * Whether a picture shows a place where a slice is missing: it cuts the gap, or it is a slice beside one.
 * @param slab  mm
 */
export function missingAt(
  { slices, orientation: { normal } }: Volume,
  missing: readonly number[],
  plane: Plane,
  slab: number,
): 'here' | 'beside' | null {
  if (missing.length === 0) return null;
  const [i, j] = [plane.width - 1, plane.height - 1];
  const corners = [
    [0, 0],
    [i, 0],
    [0, j],
    [i, j],
  ].map(([x, y]) => dot(pixelToPatient(plane, x!, y!), normal));
  const half = (slab / 2) * Math.abs(dot(planeNormal(plane), normal));
  const [from, to] = [Math.min(...corners) - half, Math.max(...corners) + half];
  let beside = false;
  for (const [k, { position }] of slices.entries()) {
    const next = slices[k + 1]?.position;
    if (next === undefined || !missing.some((place) => place > position && place < next)) continue;
    if (to > position + ON && from < next - ON) return 'here';
    beside ||= Math.abs(to - position) <= ON || Math.abs(from - next) <= ON;
  }
  return beside ? 'beside' : null;
}
