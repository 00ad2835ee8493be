// The difference as a picture: where, how much, and which of the two is brighter.
import { checkAtLeast, checkPlanes, type PlanePixels, type PlaneSize } from './check-planes.ts';

type Color = readonly [red: number, green: number, blue: number];

/**
 * The signed scale: blue where the second picture is lower, dark where they are equal, orange where it is higher. Told apart
 * with every common colour blindness; as light at either end.
 */
const [LOWER, EQUAL, HIGHER]: readonly Color[] = [
  [86, 180, 255],
  [20, 22, 25],
  [255, 160, 64],
];
/** Inside in one picture only. */
const ONE_ONLY: Color = [150, 90, 170];
/** Outside in both. */
const NEITHER: Color = [0, 0, 0];

/** @param share  b − a as a share of the end of the scale; beyond −1 and 1 the ends' colours stay. NaN: inside in one only */
export function differenceColor(share: number): Color {
  if (Number.isNaN(share)) return ONE_ONLY;
  const end = share < 0 ? LOWER! : HIGHER!;
  const t = Math.min(Math.abs(share), 1);
  return [0, 1, 2].map((part) => Math.round(EQUAL![part]! + t * (end[part]! - EQUAL![part]!))) as unknown as Color;
}

/** Shares are told apart to this fraction of the scale: finer than 8-bit colours are. */
const STEPS = 512;

export interface DifferenceOptions extends PlaneSize {
  /** The difference that is given the full colour. */
  readonly full: number;
}

/**
 * b − a in the colours of `differenceColor`; black where both are outside (NaN), or the same infinity.
 * @returns red, green, blue, 255 for each pixel, length 4·width·height
 * @throws ResliceError 'use/bad-argument' as `comparePlanes`, and where `full` is not above 0
 */
export function differencePicture(
  a: PlanePixels,
  b: PlanePixels,
  options: DifferenceOptions,
): Uint8ClampedArray<ArrayBuffer> {
  checkPlanes(a, b, options);
  const full = checkAtLeast('full', options.full, 'above zero');
  const words = new Uint32Array(a.length);
  const palette = Uint32Array.from({ length: 2 * STEPS + 1 }, (_, n) => wordOf(differenceColor(n / STEPS - 1)));
  const [oneOnly, neither] = [wordOf(ONE_ONLY), wordOf(NEITHER)];
  for (let p = 0; p < a.length; p++) {
    const [x, y] = [a[p]!, b[p]!];
    const [inA, inB] = [Number.isFinite(x), Number.isFinite(y)];
    if (!inA || !inB) words[p] = Object.is(x, y) ? neither : oneOnly;
    else words[p] = palette[Math.round(Math.min(Math.max((y - x) / full, -1), 1) * STEPS) + STEPS]!;
  }
  return new Uint8ClampedArray(words.buffer);
}

/** As the bytes lie in memory, whichever end a machine begins with. */
function wordOf([red, green, blue]: Color): number {
  return new Uint32Array(new Uint8Array([red, green, blue, 255]).buffer)[0]!;
}
