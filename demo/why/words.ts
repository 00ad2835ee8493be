// What each simplification does to this stack, in words.
import type { Vec3, VoiTransform, Volume } from '../../src/entry/cpu.ts';
import { isLutChoice } from '../../src/entry/cpu.ts';
import { number } from '../ui/format.ts';
import { valueOfLevel } from './conventional.ts';
import { displacementAt } from './displacement.ts';
import type { StackTraits } from './facts.ts';
import type { Simplification } from './simplifications.ts';

export const LABELS: Readonly<Record<Simplification, string>> = {
  uniformBox: 'Uniform box',
  oneSlope: 'One slope',
  eightBitsFirst: '8 bits first',
  eightBitWeights: '8-bit weights',
};

const mm = (value: number): string => `${number(value, 2)} mm`;
const amount = (value: number): string => String(Number(value.toPrecision(3)));

export const WORDS: Readonly<
  Record<Simplification, (traits: StackTraits, volume: Volume, window: VoiTransform) => string>
> = {
  uniformBox: boxWords,
  oneSlope: ({ needsSlopes, slopes: [least, most], firstSlope }) =>
    needsSlopes
      ? `Every slice is scaled as the first, by ${amount(firstSlope)}; the files say ${amount(least)} to ${amount(most)}. Slices come out too bright or too dark.`
      : 'Changes nothing here: one slope serves all slices.',
  eightBitsFirst: (_, { unit }, window) => {
    const value = valueOfLevel(window);
    const step = value && !isLutChoice(window) ? `: here one level is ${amount(value(1) - value(0))} ${unit}` : '';
    return `Values are cut to the window and rounded to 256 levels before they are interpolated${step}. Edges against what lies beyond the window move.`;
  },
  eightBitWeights: (_, { modalityRange: [least, most], unit }) =>
    `A graphics card’s filter places samples to 1/256 of a pixel: between this series’ extremes up to ${amount((most - least) / 512)} ${unit} off along each axis.`,
};

function boxWords({ needsGeometry, tilt, steps: [least, most], nominal }: StackTraits): string {
  if (!needsGeometry) return `Changes nothing here: the slices are even and untilted, ${mm(nominal)} apart.`;
  const odd = [
    tilt > 0.1 ? `the tilt of ${number(tilt, 1)}°` : '',
    most - least > 0.01 ? `steps of ${number(least, 2)} to ${mm(most)}` : '',
  ].filter(Boolean);
  return `Ignores ${odd.join(' and ') || 'where slices lie'}: each slice is put straight above the one before, by the first gap, ${mm(nominal)}.`;
}

/** LPS: towards greater coordinates, and towards lesser ones. */
const TOWARDS = [
  ['the left', 'the right'],
  ['the back', 'the front'],
  ['the head', 'the feet'],
] as const;

/** Where a straight box draws the anatomy at a point. */
export function displacementWords(volume: Volume, { needsGeometry, displaced }: StackTraits, point: Vec3): string {
  if (!needsGeometry) return '';
  const shift = displacementAt(volume, point);
  const parts = shift.flatMap((along, axis) =>
    Math.abs(along) < 0.05 ? [] : `${number(Math.abs(along), 1)} mm to ${TOWARDS[axis]![along > 0 ? 0 : 1]}`,
  );
  const most = `at most ${number(displaced, 1)} mm in this stack`;
  const total = Math.hypot(...shift);
  if (parts.length === 0) return `The box draws the anatomy at the crosshair where it is, but ${most} elsewhere.`;
  return `The box draws the anatomy at the crosshair ${number(total, 1)} mm from where it is (${parts.join(', ')}); ${most}.`;
}

export const needWords = ({ needsGeometry, needsSlopes }: StackTraits): string =>
  needsGeometry || needsSlopes
    ? ''
    : 'This series does not need it: its slices are even, untilted and share one slope. Only the 8-bit shortcuts change anything.';
