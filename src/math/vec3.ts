// Three-vectors as readonly float64 tuples. gl-matrix computes; its `create` would hand out Float32Array, so we never call it.
import { vec3 } from 'gl-matrix';

/** x, y, z. In patient space: LPS, mm. */
export type Vec3 = readonly [x: number, y: number, z: number];

type Out = [number, number, number];

export const add = (a: Vec3, b: Vec3): Vec3 => vec3.add([0, 0, 0], a, b) as Out;
export const subtract = (a: Vec3, b: Vec3): Vec3 => vec3.subtract([0, 0, 0], a, b) as Out;
export const scale = (a: Vec3, factor: number): Vec3 => vec3.scale([0, 0, 0], a, factor) as Out;
/** a + b·factor */
export const addScaled = (a: Vec3, b: Vec3, factor: number): Vec3 => vec3.scaleAndAdd([0, 0, 0], a, b, factor) as Out;
export const dot = (a: Vec3, b: Vec3): number => vec3.dot(a, b);
export const cross = (a: Vec3, b: Vec3): Vec3 => vec3.cross([0, 0, 0], a, b) as Out;
export const length = (a: Vec3): number => vec3.length(a);
export const normalize = (a: Vec3): Vec3 => vec3.normalize([0, 0, 0], a) as Out;
export const isFiniteVec3 = (a: Vec3): boolean => a.every(Number.isFinite);
