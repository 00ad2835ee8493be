import type { StackGrid } from './stack-grid.ts';

/** The stored value at a voxel. Twin: shaders/lib/fetch-texel.glsl */
export const fetchTexel = (grid: StackGrid, i: number, j: number, k: number): number =>
  grid.storedValues[(k * grid.rows + j) * grid.columns + i]!;
