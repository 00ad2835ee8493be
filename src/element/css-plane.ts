import type { Plane } from '../plane/plane.ts';
import { drawnPlane } from '../view/drawn-plane.ts';
import type { View } from '../view/view.ts';

/** A view's plane with a grid of CSS px: what lies over the picture is drawn in those. */
export const cssPlane = ({ volume, state, canvas }: View): Plane =>
  drawnPlane(volume, state, Math.max(1, canvas.clientWidth), Math.max(1, canvas.clientHeight));
