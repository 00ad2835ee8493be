// Soft-edged solids: each tells how far a point is inside it, 0 to 1, rising over half a millimetre like a scanner's own blur.
import type { Vec3 } from '../src/math/vec3.ts';

/** Width of an edge, mm. */
const EDGE = 0.6;

/** Share of the solid at a patient position (LPS mm). */
export type Solid = (x: number, y: number, z: number) => number;

const rise = (depth: number): number => {
  const share = depth / EDGE + 0.5;
  return share <= 0 ? 0 : share >= 1 ? 1 : share * share * (3 - 2 * share);
};

/** An ellipsoid along the patient axes, or turned about the x axis by `turn` degrees. */
export function ellipsoid(center: Vec3, radii: Vec3, turn = 0): Solid {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const least = Math.min(...radii);
  const beyond = (1 + EDGE / least) ** 2;
  const within = Math.max(0, 1 - EDGE / least) ** 2;
  return (x, y, z) => {
    const dx = (x - center[0]) / radii[0];
    if (dx * dx > beyond) return 0;
    const [py, pz] = [y - center[1], z - center[2]];
    const dy = (py * cos + pz * sin) / radii[1];
    const dz = (pz * cos - py * sin) / radii[2];
    const square = dx * dx + dy * dy + dz * dz;
    if (square > beyond) return 0;
    if (square < within) return 1;
    return rise((1 - Math.sqrt(square)) * least);
  };
}

/** A box along the patient axes. */
export function box(center: Vec3, half: Vec3): Solid {
  return (x, y, z) =>
    rise(half[0] - Math.abs(x - center[0])) *
    rise(half[1] - Math.abs(y - center[1])) *
    rise(half[2] - Math.abs(z - center[2]));
}

/** An elliptic cylinder along z, between two heights. */
export function cylinder(
  center: readonly [x: number, y: number],
  radii: readonly [x: number, y: number],
  low: number,
  high: number,
): Solid {
  const least = Math.min(...radii);
  return (x, y, z) => {
    if (z < low - EDGE || z > high + EDGE) return 0;
    const away = Math.sqrt(((x - center[0]) / radii[0]) ** 2 + ((y - center[1]) / radii[1]) ** 2);
    return rise((1 - away) * least) * rise(Math.min(z - low, high - z));
  };
}

export const within =
  (a: Solid, b: Solid): Solid =>
  (x, y, z) => {
    const inA = a(x, y, z);
    return inA === 0 ? 0 : inA * b(x, y, z);
  };

export const without =
  (a: Solid, b: Solid): Solid =>
  (x, y, z) => {
    const inA = a(x, y, z);
    return inA === 0 ? 0 : inA * (1 - b(x, y, z));
  };
