// The measurement: one plain record in patient space, so that it stays where it is whatever plane shows it, and survives JSON.
import type { Vec3 } from '../math/vec3.ts';

/** Every kind, and how many points it has. */
export const POINTS_OF = { length: 2, angle: 3, ellipse: 2, rectangle: 2, probe: 1 } as const;

export type MeasurementKind = keyof typeof POINTS_OF;

/** The kinds that have an area. */
export type RegionKind = 'ellipse' | 'rectangle';

export interface Measurement<K extends MeasurementKind = MeasurementKind> {
  /** Unique in its list. */
  readonly id: string;
  readonly kind: K;
  /**
   * LPS mm. length: its two ends; angle: an end, the vertex, the other end; ellipse and rectangle: two opposite corners of the box along
   * `right` and `down` that it fills; probe: the place.
   */
  readonly points: readonly Vec3[];
  /** The picture's directions on the plane it was drawn on: orthogonal unit vectors in patient space. */
  readonly right: Vec3;
  readonly down: Vec3;
  /** Plain text for people; whoever shows it as HTML escapes it. */
  readonly label?: string;
}

export const isRegion = (measurement: Measurement): measurement is Measurement<RegionKind> =>
  measurement.kind === 'ellipse' || measurement.kind === 'rectangle';
