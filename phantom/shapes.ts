// Soft-edged solids: each tells how far a point is inside it, 0 to 1, rising over half a millimetre like a scanner's own blur.
import type { Vec3 } from '../src/math/vec3.ts';

/** Width of an edge, mm. */
const EDGE = 0.6;

export interface Solid {
  /** Share of the solid at a patient position (LPS mm). */
  at(x: number, y: number, z: number): number;
  /** Beyond these the share is 0: whoever paints many solids asks here first. */
  readonly low: Vec3;
  readonly high: Vec3;
}

/** A solid from a function, inside bounds. */
export const solid = (at: Solid['at'], low: Vec3, high: Vec3): Solid => ({ at, low, high });

const around = (center: Vec3, half: Vec3): readonly [low: Vec3, high: Vec3] => [
  [center[0] - half[0] - EDGE, center[1] - half[1] - EDGE, center[2] - half[2] - EDGE],
  [center[0] + half[0] + EDGE, center[1] + half[1] + EDGE, center[2] + half[2] + EDGE],
];

const rise = (depth: number): number => {
  const share = depth / EDGE + 0.5;
  return share <= 0 ? 0 : share >= 1 ? 1 : share * share * (3 - 2 * share);
};

/** An ellipsoid along the patient axes, or turned about the x axis by `turn` degrees. */
export function ellipsoid(center: Vec3, radii: Vec3, turn = 0): Solid {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const least = Math.min(...radii);
  const beyond = (1 + EDGE / least) ** 2;
  const wholly = Math.max(0, 1 - EDGE / least) ** 2;
  const at = (x: number, y: number, z: number): number => {
    const dx = (x - center[0]) / radii[0];
    const [py, pz] = [y - center[1], z - center[2]];
    const dy = (py * cos + pz * sin) / radii[1];
    const dz = (pz * cos - py * sin) / radii[2];
    const square = dx * dx + dy * dy + dz * dz;
    if (square > beyond) return 0;
    return square < wholly ? 1 : rise((1 - Math.sqrt(square)) * least);
  };
  const [across, tall] = [Math.hypot(radii[1] * cos, radii[2] * sin), Math.hypot(radii[1] * sin, radii[2] * cos)];
  // The edge is EDGE thick along the least radius, more along the others.
  const grow = 1 + EDGE / least;
  return solid(at, ...around(center, [radii[0] * grow, across * grow, tall * grow]));
}

/** A box along the patient axes. */
export function box(center: Vec3, half: Vec3): Solid {
  const at = (x: number, y: number, z: number): number =>
    rise(half[0] - Math.abs(x - center[0])) *
    rise(half[1] - Math.abs(y - center[1])) *
    rise(half[2] - Math.abs(z - center[2]));
  return solid(at, ...around(center, half));
}

/** An elliptic cylinder along z, between two heights. */
export function cylinder(
  center: readonly [x: number, y: number],
  radii: readonly [x: number, y: number],
  low: number,
  high: number,
): Solid {
  const least = Math.min(...radii);
  const at = (x: number, y: number, z: number): number => {
    const away = Math.sqrt(((x - center[0]) / radii[0]) ** 2 + ((y - center[1]) / radii[1]) ** 2);
    return rise((1 - away) * least) * rise(Math.min(z - low, high - z));
  };
  const grow = 1 + EDGE / least;
  return solid(
    at,
    ...around([center[0], center[1], (low + high) / 2], [radii[0] * grow, radii[1] * grow, (high - low) / 2]),
  );
}

const each = (choose: (a: number, b: number) => number, a: Vec3, b: Vec3): Vec3 => [
  choose(a[0], b[0]),
  choose(a[1], b[1]),
  choose(a[2], b[2]),
];

export function within(a: Solid, b: Solid): Solid {
  const at = (x: number, y: number, z: number): number => {
    const inA = a.at(x, y, z);
    return inA === 0 ? 0 : inA * b.at(x, y, z);
  };
  return solid(at, each(Math.max, a.low, b.low), each(Math.min, a.high, b.high));
}

export function without(a: Solid, b: Solid): Solid {
  const at = (x: number, y: number, z: number): number => {
    const inA = a.at(x, y, z);
    return inA === 0 ? 0 : inA * (1 - b.at(x, y, z));
  };
  return solid(at, a.low, a.high);
}

/** Painted in order over `ground`: what comes later covers what came before. */
export function painting(ground: number, parts: readonly (readonly [Solid, number])[]): Solid['at'] {
  // Flat: most parts are far from most points, and six comparisons tell.
  const bounds = Float64Array.from(
    parts.flatMap(([{ low, high }]) => [low[2], high[2], low[1], high[1], low[0], high[0]]),
  );
  return (x, y, z) => {
    let value = ground;
    for (let n = 0, b = 0; n < parts.length; n++, b += 6) {
      if (
        z < bounds[b]! ||
        z > bounds[b + 1]! ||
        y < bounds[b + 2]! ||
        y > bounds[b + 3]! ||
        x < bounds[b + 4]! ||
        x > bounds[b + 5]!
      )
        continue;
      const share = parts[n]![0].at(x, y, z);
      if (share > 0) value += share * (parts[n]![1] - value);
    }
    return value;
  };
}
