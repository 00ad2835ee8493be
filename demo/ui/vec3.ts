// The little of vectors that a page needs: the library's own are behind its doors.
import type { Vec3 } from '../../src/entry/index.ts';

export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
