// Carries out what input asks of the crosshair, as seen in one of its panes.
import { addScaled } from '../../math/vec3.ts';
import { type Plane, patientToPixel, pixelToPatient } from '../../plane/plane.ts';
import { smallestEdge } from '../../plane/step-plane.ts';
import type { Volume } from '../../volume/volume.ts';
import { type Crosshair, moveCrosshair, type PaneName } from '../crosshair.ts';
import { turnOnScreen } from '../crosshair-lines.ts';
import type { CrosshairCommand } from './command.ts';
import { angleAbout } from './drag.ts';

/** The crosshair's own commands; a slab is the view's: `slabAt`. */
export type CrosshairMove = Exclude<CrosshairCommand, { readonly kind: 'crosshair-slab' }>;

/** @param plane  of the pane that the command comes from, drawn in CSS px */
export function applyCrosshair(volume: Volume, crosshair: Crosshair, command: CrosshairMove, plane: Plane): Crosshair {
  switch (command.kind) {
    case 'crosshair':
      return moveCrosshair(volume, crosshair, pixelToPatient(plane, command.at[0] - 0.5, command.at[1] - 0.5));
    case 'crosshair-step': {
      const mm = smallestEdge(volume);
      const across = addScaled(crosshair.point, plane.right, mm * command.right);
      return moveCrosshair(volume, crosshair, addScaled(across, plane.down, mm * command.down));
    }
    case 'crosshair-rotate': {
      const [i, j] = patientToPixel(plane, crosshair.point);
      const degrees = angleAbout([i + 0.5, j + 0.5], command.from, command.to);
      return turnOnScreen(crosshair, plane, command.pane as PaneName, degrees);
    }
    case 'crosshair-turn':
      return turnOnScreen(crosshair, plane, null, command.degrees);
  }
}
