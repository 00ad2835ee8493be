// From which side a stack is looked at, and how far its slices reach that way.
import type { Vec3 } from '../../src/entry/index.ts';
import { dot } from '../ui/vec3.ts';

/** A lean below this is none: the tangent of 0.1 degrees, as the report has it. */
const STRAIGHT = Math.tan((0.1 * Math.PI) / 180);

interface Directions {
  readonly row: Vec3;
  readonly column: Vec3;
  readonly normal: Vec3;
}

/**
 * The direction within the slices' plane that is drawn to the right: along the stack's lean, so that none of it is hidden; down the
 * columns where there is none. It points as the columns do, or the rows: a stack that leans the other way is drawn the other way.
 * @param origins  the first slice's and the last's, LPS mm
 */
export function acrossOf([first, last]: readonly [Vec3, Vec3], { row, column, normal }: Directions): Vec3 {
  const way: Vec3 = [last[0] - first[0], last[1] - first[1], last[2] - first[2]];
  const up = dot(way, normal);
  const aside: Vec3 = [way[0] - up * normal[0], way[1] - up * normal[1], way[2] - up * normal[2]];
  const length = Math.hypot(...aside);
  if (length <= STRAIGHT * Math.abs(up)) return column;
  const [alongColumn, alongRow] = [dot(aside, column), dot(aside, row)];
  const sign = Math.sign(Math.abs(alongColumn) >= Math.abs(alongRow) ? alongColumn : alongRow);
  const unit = (mm: number): number => (sign * mm) / length;
  return [unit(aside[0]), unit(aside[1]), unit(aside[2])];
}

/**
 * @param size  mm from the first pixel's centre to the last's, along row and along column
 * @returns from the first pixel's centre to the ends of its slice, mm along `across`
 */
export function reachOf(
  [width, height]: readonly [width: number, height: number],
  { row, column }: Directions,
  across: Vec3,
): readonly [from: number, to: number] {
  const ways = [width * dot(row, across), height * dot(column, across)];
  return [ways.reduce((sum, way) => sum + Math.min(way, 0), 0), ways.reduce((sum, way) => sum + Math.max(way, 0), 0)];
}
