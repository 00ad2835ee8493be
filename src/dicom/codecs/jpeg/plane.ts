// One component's samples, before they are brought to the picture's size.
import type { Component, Frame } from './frame.ts';

export interface Plane {
  /** Row after row, `stride` apart; padding to the right and below is of no meaning. */
  readonly samples: Uint8Array | Uint16Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
}

export function createPlane({ unit, precision, process }: Frame, component: Component): Plane {
  const stride = component.unitColumns * unit;
  const length = stride * component.unitRows * unit;
  // Lossless differences wrap at 16 bits, whatever the precision.
  const samples = precision > 8 || process === 'lossless' ? new Uint16Array(length) : new Uint8Array(length);
  return { samples, stride, width: component.width, height: component.height };
}
