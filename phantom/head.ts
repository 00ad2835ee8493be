// The analytic head: every value is known at every point, in HU, LPS mm. The nose is at −y, the feet are at −z; the bleed is on
// the patient's left (+x), and nothing is symmetric that would hide a flip.
import type { Vec3 } from '../src/math/vec3.ts';
import { box, cylinder, ellipsoid, painting, type Solid, solid, within, without } from './shapes.ts';

/** Values of the head's parts, HU. */
export const HEAD_VALUES = {
  air: -1000,
  scalp: 35,
  bone: 1050,
  diploe: 620,
  csf: 8,
  grey: 38,
  white: 29,
  bleed: 65,
  edema: 20,
} as const;

/** Where each part can be measured: a point well inside it, LPS mm. */
export const HEAD_POINTS = {
  bleed: [36, -6, 20],
  ventricle: [-10, -6, 14],
  white: [-40, 10, 30],
  air: [0, 0, 125],
  sinus: [23, -64, -54],
} as const satisfies Record<string, Vec3>;

const above = (z: number): Solid => box([0, 0, z + 200], [200, 200, 200]);
/** The floor of the skull: below it are face and neck. */
const BASE = -49;
const skull = within(ellipsoid([0, 0, 0], [74, 93, 90]), above(BASE));
const inner = within(ellipsoid([0, 0, 1], [66.5, 85.5, 82]), above(BASE + 5));
const brain = within(ellipsoid([0, 0, 2], [64.5, 83.5, 80]), above(BASE + 7));

/** Gyri: a slow ripple that eats into the white matter's rim. */
const white = solid(
  (x, y, z) => {
    const ripple =
      1.7 * (Math.sin(x * 0.31 + z * 0.17) + Math.sin(y * 0.27 - z * 0.11) + Math.sin(z * 0.23 + x * 0.07));
    const radius = Math.sqrt((x / 55) ** 2 + (y / 73) ** 2 + ((z - 2) / 69) ** 2);
    return Math.min(Math.max(((1 - radius) * 55 + ripple) / 2 + 0.5, 0), 1);
  },
  [-65, -84, -80],
  [65, 84, 84],
);

const cells = (side: 1 | -1): readonly (readonly [Solid, number])[] =>
  [0, 1, 2, 3, 4, 5, 6].map((n) => {
    const center: Vec3 = [side * (58 + 4 * Math.sin(n * 2.1)), 28 + 6 * Math.cos(n * 1.7), -46 + 3.4 * (n - 3)];
    return [ellipsoid(center, [2.6, 2.9, 2.2]), HEAD_VALUES.air] as const;
  });

/** Painted in order: what comes later covers what came before. */
const PARTS: readonly (readonly [Solid, number])[] = [
  [cylinder([0, 18], [56, 62], -140, -30), HEAD_VALUES.scalp],
  [ellipsoid([0, -34, -62], [52, 60, 42]), HEAD_VALUES.scalp],
  [ellipsoid([2, -100, -44], [12, 17, 20]), HEAD_VALUES.scalp],
  [ellipsoid([0, 0, 0], [79, 98, 95.5]), HEAD_VALUES.scalp],
  [skull, HEAD_VALUES.bone],
  [
    within(without(ellipsoid([0, 0, 0], [72, 91, 88]), ellipsoid([0, 0, 0.5], [68.5, 87.5, 84.5])), above(BASE + 4)),
    HEAD_VALUES.diploe,
  ],
  [inner, HEAD_VALUES.csf],
  [brain, HEAD_VALUES.grey],
  [within(brain, white), HEAD_VALUES.white],
  // Falx and tentorium.
  [within(box([0, 0, 60], [0.9, 80, 62]), brain), 48],
  [within(ellipsoid([0, 44, -26], [46, 36, 3], 18), brain), 46],
  // Lateral ventricles, the left one pressed by the bleed; third ventricle; cisterns.
  [ellipsoid([-11, -6, 16], [6.5, 30, 9], -8), HEAD_VALUES.csf],
  [ellipsoid([-17, 26, 8], [7, 15, 8], 20), HEAD_VALUES.csf],
  [ellipsoid([8, -8, 15], [4, 25, 7], -8), HEAD_VALUES.csf],
  [ellipsoid([15, 26, 8], [5, 13, 7], 20), HEAD_VALUES.csf],
  [ellipsoid([1.5, 2, -2], [2.6, 13, 9]), HEAD_VALUES.csf],
  [ellipsoid([0, 22, -24], [11, 7, 6]), HEAD_VALUES.csf],
  // The bleed, with oedema around it.
  [ellipsoid([36, -6, 20], [20, 24, 18]), HEAD_VALUES.edema],
  [ellipsoid([36, -6, 20], [14, 17, 12]), HEAD_VALUES.bleed],
  [ellipsoid([42, 6, 25], [9, 10, 9]), HEAD_VALUES.bleed],
  // Skull base, petrous bones and their air cells.
  [ellipsoid([50, 14, -42], [22, 9, 8]), HEAD_VALUES.bone],
  [ellipsoid([-50, 14, -42], [22, 9, 8]), HEAD_VALUES.bone],
  ...cells(1),
  ...cells(-1),
  // Orbits and eyes.
  [ellipsoid([31, -66, -34], [15, 21, 13]), -70],
  [ellipsoid([-31, -66, -34], [15, 21, 13]), -70],
  [ellipsoid([31, -71, -34], [11.5, 11.5, 11.5]), 14],
  [ellipsoid([-31, -71, -34], [11.5, 11.5, 11.5]), 14],
  [ellipsoid([31, -80.5, -34], [4.5, 2.2, 4.5]), 75],
  [ellipsoid([-31, -80.5, -34], [4.5, 2.2, 4.5]), 75],
  // Sinuses, nasal passages, airway.
  [ellipsoid([8, -86, -10], [12, 4.5, 9]), HEAD_VALUES.air],
  [ellipsoid([23, -64, -58], [12, 14, 12]), HEAD_VALUES.air],
  [ellipsoid([-24, -63, -58], [11, 12, 12]), HEAD_VALUES.air],
  [ellipsoid([4, -76, -50], [3, 20, 17]), HEAD_VALUES.air],
  [ellipsoid([-4, -76, -50], [3, 20, 17]), HEAD_VALUES.air],
  [cylinder([0, -22], [9, 7], -140, -62), HEAD_VALUES.air],
  // Cervical spine with its canal.
  [cylinder([0, 22], [17, 13], -140, -56), 480],
  [cylinder([0, 44], [20, 12], -140, -60), 520],
  [cylinder([0, 38], [9, 8], -140, -50), 34],
];

/** The calibration block behind the head: centre and half size, mm. */
const BLOCK = { center: [6, 116, 8], half: [42, 9, 62] } as const;
const block = box(BLOCK.center, BLOCK.half);
const paint = painting(HEAD_VALUES.air, PARTS);

/** The block's value: linear in space, known at every point, HU. */
export const rampValueAt = ([x, y, z]: Vec3): number => 200 + 4 * x + 9 * (y - 116) + 5 * z;

/** Whether a point is in the block and at least `margin` mm from its faces. */
export const isInRamp = (p: Vec3, margin: number): boolean =>
  p.every((value, axis) => Math.abs(value - BLOCK.center[axis]!) <= BLOCK.half[axis]! - margin);

/** HU at a patient position, LPS mm. */
export function headValueAt(p: Vec3): number {
  const [x, y, z] = p;
  if (y <= 101) return paint(x, y, z);
  const inBlock = block.at(x, y, z);
  return inBlock > 0 ? HEAD_VALUES.air + inBlock * (rampValueAt(p) - HEAD_VALUES.air) : HEAD_VALUES.air;
}
