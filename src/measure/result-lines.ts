// A result in words, for a label beside the drawing. The point is the decimal sign everywhere: nothing asks the locale.
import type { MeasurementResult, RegionResult } from './measure.ts';

/**
 * For example ['12.3 mm'], ['45.0°'], ['41.2 HU'], or ['mean 41.2 HU, SD 3.1', 'min 30.0, max 55.0', '201.1 mm², 201 pixels'].
 * @returns one to four short lines of plain text, values in the volume's unit
 */
export function resultLines(result: MeasurementResult): readonly string[] {
  switch (result.kind) {
    case 'length':
      return [`${millimetres(result.mm)} mm`];
    case 'angle':
      return [result.degrees === null ? 'no angle' : `${fixed(result.degrees, 1)}°`];
    case 'probe':
      return [
        result.value === null ? 'no value here' : `${fixed(result.value, decimalsFor(result.value))} ${result.unit}`,
      ];
    default:
      return regionLines(result);
  }
}

function regionLines({ mean, sd, min, max, unit, area, count, counted, outside }: RegionResult): readonly string[] {
  const size = `${millimetres(area)} mm², ${count} ${count === 1 ? counted.slice(0, -1) : counted}`;
  if (mean === null || sd === null || min === null || max === null) return ['no values here', size];
  // One number of decimals for all: what they are compared by.
  const decimals = decimalsFor(Math.max(Math.abs(mean), sd));
  const text = (value: number): string => fixed(value, decimals);
  return [
    `mean ${text(mean)} ${unit}, SD ${text(sd)}`,
    `min ${text(min)}, max ${text(max)}`,
    size,
    ...(outside > 0 ? [`${percent(outside)} without a value`] : []),
  ];
}

/** One decimal from 1 up; two figures below. */
const millimetres = (mm: number): string => fixed(mm, mm >= 1 ? 1 : Math.max(1, decimalsFor(mm) - 1));

/** One decimal from 10 up, three figures below; what is left of rounding around 0 is 0. */
function decimalsFor(value: number): number {
  const size = Math.abs(value);
  return size < 1e-12 || size >= 10 ? 1 : 2 - Math.floor(Math.log10(size));
}

function fixed(value: number, decimals: number): string {
  if (Math.abs(value) >= 1e9) return value.toExponential(3);
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** Never 0 % or 100 % of what is more or less than that. */
const percent = (share: number): string =>
  share < 0.01 ? 'under 1 %' : share > 0.99 ? 'over 99 %' : `${Math.round(share * 100)} %`;
