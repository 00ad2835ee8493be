// What was asked for -> the plane that is drawn. Pure. Where nothing is asked for, a volume's named plane on its own grid.
import { orthonormalize } from '../math/orthonormal.ts';
import { dot, length, normalize, type Vec3 } from '../math/vec3.ts';
import { coverStack, namedPlane, type PlaneName } from '../plane/named-plane.ts';
import type { Plane } from '../plane/plane.ts';
import { boxCenter } from '../plane/stack-extent.ts';
import type { Volume } from '../volume/volume.ts';
import { badUse, MOST_PIXELS } from './parse-options.ts';

export interface PlaneOptions {
  /** Default: acquired. */
  readonly plane?: PlaneName;
  /** mm along the plane's patient axis. */
  readonly position?: number;
  /** LPS mm. */
  readonly center?: Vec3;
  readonly right?: Vec3;
  readonly down?: Vec3;
  readonly size?: readonly [width: number, height: number];
  /** mm per pixel. */
  readonly spacing?: readonly [across: number, down: number];
}

/** Directions further from a right angle than this (as a cosine) are bad use. */
const ORTHOGONAL = 0.001;

/**
 * The picture's extent is the named plane's, or for directions of one's own just enough for the stack; a centre moves it and
 * leaves the extent alone.
 * @throws ResliceError 'use/bad-argument' where options contradict each other
 */
export function renderPlane(volume: Volume, options: PlaneOptions): Plane {
  const directions = checkTogether(options);
  const placed = directions
    ? coverStack(
        volume,
        { ...directions, center: options.center ?? boxCenter(volume) },
        Math.min(...volume.pixelSpacing),
      )
    : namedPlane(volume, options.plane ?? 'acquired', options.position);
  return regrid(options.center ? { ...placed, center: options.center } : placed, options);
}

/** What can be seen to be wrong before a file is read. */
export function checkTogether({ plane, position, center, right, down }: PlaneOptions): Directions | null {
  if (position !== undefined && center) throw badUse('--position and --center both say where: give one of them');
  if (!right && !down) return null;
  if (!right || !down) throw badUse(right ? '--right needs --down' : '--down needs --right');
  if (plane) throw badUse('--plane and --right, --down both give directions: leave one out');
  if (position !== undefined) throw badUse('--position goes with --plane; with --right and --down give --center');
  return orthogonal(right, down);
}

interface Directions {
  readonly right: Vec3;
  readonly down: Vec3;
}

function orthogonal(right: Vec3, down: Vec3): Directions {
  if (!(length(right) > 0 && length(down) > 0)) throw badUse('--right and --down need a length above 0');
  const cosine = dot(normalize(right), normalize(down));
  const exact = Math.abs(cosine) > ORTHOGONAL ? null : orthonormalize(normalize(right), normalize(down));
  if (!exact)
    throw badUse(`--right and --down must be orthogonal within ${ORTHOGONAL}: their cosine is ${cosine.toFixed(4)}`);
  // What rounding left in the cosine is taken out of `down`: a plane's directions are orthogonal.
  return { right: exact.row, down: exact.column };
}

/** One of size and spacing keeps what the picture covers; both together set the grid around the centre. */
function regrid(plane: Plane, { size, spacing }: PlaneOptions): Plane {
  const extent = [plane.width * plane.spacing[0], plane.height * plane.spacing[1]] as const;
  // A rounding error above a whole number of pixels is not another pixel.
  const cover = (mm: number, each: number): number => Math.max(1, Math.ceil(mm / each - 1e-6));
  const [width, height] =
    size ??
    (spacing ? [cover(extent[0], spacing[0]), cover(extent[1], spacing[1])] : ([plane.width, plane.height] as const));
  if (width! > MOST_PIXELS || height! > MOST_PIXELS)
    throw badUse(
      `the picture would be ${width}x${height}: at most ${MOST_PIXELS} pixels each way, give a larger --spacing`,
    );
  const mm = spacing ?? (size ? ([extent[0] / size[0], extent[1] / size[1]] as const) : plane.spacing);
  return { ...plane, width: width!, height: height!, spacing: mm };
}
