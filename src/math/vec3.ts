// Three-vectors as readonly float64 tuples: never Float32Array, which would round what only the uniforms may.

/** x, y, z. In patient space: LPS, mm. */
export type Vec3 = readonly [x: number, y: number, z: number];

export const add = (a: Vec3, b: Vec3): Vec3 => addScaled(a, b, 1);
export const subtract = (a: Vec3, b: Vec3): Vec3 => addScaled(a, b, -1);
export const scale = ([x, y, z]: Vec3, factor: number): Vec3 => [x * factor, y * factor, z * factor];
/** a + b·factor */
export const addScaled = (a: Vec3, b: Vec3, factor: number): Vec3 => [
  a[0] + b[0] * factor,
  a[1] + b[1] * factor,
  a[2] + b[2] * factor,
];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vec3): number => Math.sqrt(dot(a, a));
/** The zero vector stays itself. */
export const normalize = (a: Vec3): Vec3 => scale(a, 1 / (length(a) || 1));
export const isFiniteVec3 = (a: Vec3): boolean => a.every(Number.isFinite);
