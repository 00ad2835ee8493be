// What a measurement measures. Definitions: docs/measuring.md
import { cross, dot, length, subtract, type Vec3 } from '../math/vec3.ts';
import type { Volume } from '../volume/volume.ts';
import { checkMeasurement } from './check-measurement.ts';
import type { Measurement, MeasurementKind, RegionKind } from './measurement.ts';
import { type Counted, regionSamples, valuesOf } from './region-samples.ts';
import { areaOf, regionShape } from './region-shape.ts';
import { checkBins, type Histogram, statisticsOf } from './statistics.ts';

export interface MeasureOptions {
  /** Bins of a region's histogram; 32 by default. */
  readonly bins?: number;
  /** Whether a region that lies on a slice is that slice's own pixels (default), or is sampled like one that does not. */
  readonly pixels?: boolean;
}

export interface LengthResult {
  readonly kind: 'length';
  readonly mm: number;
}

export interface AngleResult {
  readonly kind: 'angle';
  /** 0 to 180 at the vertex; null where an arm has no length. */
  readonly degrees: number | null;
}

export interface ProbeResult {
  readonly kind: 'probe';
  /** Modality value; null outside the volume and on padding. */
  readonly value: number | null;
  readonly unit: string;
}

export interface RegionResult {
  readonly kind: RegionKind;
  /** mm² of the shape itself, inside the volume or not. */
  readonly area: number;
  /** mm of the shape's box along its right and down: an ellipse's two diameters. */
  readonly size: readonly [across: number, down: number];
  /** Whether `count` counts a slice's own pixels, or interpolated samples, which are closer than pixels and no measurements each. */
  readonly counted: Counted;
  /** How many values mean, SD, extremes and histogram are over. */
  readonly count: number;
  /** mm from one to the next. */
  readonly spacing: readonly [number, number];
  /** Share of the pixels or samples in the shape that have no value, being outside the volume or padding: 0 to 1. */
  readonly outside: number;
  /** Modality values; null where `count` is 0. */
  readonly mean: number | null;
  /** Standard deviation of those values themselves (population: divided by count). */
  readonly sd: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly histogram: Histogram | null;
  readonly unit: string;
}

export type MeasurementResult = LengthResult | AngleResult | ProbeResult | RegionResult;

/** What `measure` gives for a kind. */
export type ResultOf<K extends MeasurementKind> = K extends 'length'
  ? LengthResult
  : K extends 'angle'
    ? AngleResult
    : K extends 'probe'
      ? ProbeResult
      : RegionResult;

/**
 * Measures in a volume: modality values by the CPU reference, linear, padding skipped; never levels. Plain records, fit for JSON.
 * @param measurement  checked first, so that it may come from anywhere
 * @throws ResliceError 'measure/bad-value' as `checkMeasurement`, 'use/bad-argument' of `bins`
 */
export function measure<K extends MeasurementKind>(
  volume: Volume,
  measurement: Measurement<K>,
  options: MeasureOptions = {},
): ResultOf<K> {
  return resultOf(volume, checkMeasurement(measurement), options) as ResultOf<K>;
}

function resultOf(volume: Volume, measurement: Measurement, options: MeasureOptions): MeasurementResult {
  const { kind, points, right, down } = measurement;
  switch (kind) {
    case 'length':
      return { kind, mm: length(subtract(points[1]!, points[0]!)) };
    case 'angle':
      return { kind, degrees: degreesAt(points[1]!, points[0]!, points[2]!) };
    case 'probe': {
      const [value] = valuesOf(volume, { center: points[0]!, right, down, spacing: [1, 1], width: 1, height: 1 });
      return { kind, value: Number.isNaN(value) ? null : value!, unit: volume.unit };
    }
    default:
      return regionResult(volume, measurement as Measurement<RegionKind>, options);
  }
}

function regionResult(
  volume: Volume,
  measurement: Measurement<RegionKind>,
  { bins = 32, pixels = true }: MeasureOptions,
): RegionResult {
  checkBins(bins);
  const shape = regionShape(measurement);
  const { counted, values, places, spacing } = regionSamples(volume, shape, pixels);
  const { mean = null, sd = null, min = null, max = null, histogram = null } = statisticsOf(values, bins) ?? {};
  return {
    kind: measurement.kind,
    area: areaOf(shape),
    size: [2 * shape.half[0], 2 * shape.half[1]],
    counted,
    count: values.length,
    spacing,
    outside: 1 - values.length / places,
    mean,
    sd,
    min,
    max,
    histogram,
    unit: volume.unit,
  };
}

/** By both sine and cosine: a cosine alone tells nothing near 0 and 180 degrees. */
function degreesAt(vertex: Vec3, from: Vec3, to: Vec3): number | null {
  const [a, b] = [subtract(from, vertex), subtract(to, vertex)];
  if (length(a) === 0 || length(b) === 0) return null;
  return (Math.atan2(length(cross(a, b)), dot(a, b)) * 180) / Math.PI;
}
