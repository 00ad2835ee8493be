import { cross, dot, isFiniteVec3, length, normalize, scale, subtract, type Vec3 } from './vec3.ts';

/** Three orthogonal unit vectors: normal = row × column. */
export interface Orthonormal {
  readonly row: Vec3;
  readonly column: Vec3;
  readonly normal: Vec3;
}

/**
 * Unit row and column directions, the column made orthogonal to the row, and their normal.
 * @returns null where they are not finite, not of about unit length (10 %), or not about orthogonal (0.1)
 */
export function orthonormalize(row: Vec3, column: Vec3): Orthonormal | null {
  if (!isFiniteVec3(row) || !isFiniteVec3(column)) return null;
  if (Math.abs(length(row) - 1) > 0.1 || Math.abs(length(column) - 1) > 0.1) return null;
  const unitRow = normalize(row);
  const leaning = dot(column, unitRow);
  if (Math.abs(leaning) > 0.1) return null;
  const unitColumn = normalize(subtract(column, scale(unitRow, leaning)));
  return { row: unitRow, column: unitColumn, normal: cross(unitRow, unitColumn) };
}
