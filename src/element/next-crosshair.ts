// Commands about the crosshair -> the crosshair; and where it begins.
import { addScaled } from '../math/vec3.ts';
import { type Plane, patientToPixel, pixelToPatient } from '../plane/plane.ts';
import { smallestEdge } from '../plane/step-plane.ts';
import { type Crosshair, createCrosshair, crosshairOf, moveCrosshair, type PaneName } from '../view/crosshair.ts';
import { turnOnScreen } from '../view/crosshair-lines.ts';
import type { CrosshairCommand, Point } from '../view/input/command.ts';
import { firstState, type ViewState } from '../view/view-state.ts';
import type { Volume } from '../volume/volume.ts';

/** Through the middle of the stack, on its slices where planes are parallel to them. */
export function firstCrosshair(volume: Volume): Crosshair {
  const crosshair = createCrosshair(volume);
  // Any window does: looking for the volume's own takes a while.
  const window = { center: 0, width: 1, function: 'LINEAR' } as const;
  const at = (plane: 'axial' | 'sagittal' | 'coronal'): ViewState => firstState([volume], { plane, window });
  const states = { axial: at('axial'), sagittal: at('sagittal'), coronal: at('coronal') };
  return crosshairOf(volume, crosshair, states) ?? crosshair;
}

/** @param plane  of the picture that the command comes from, in CSS px */
export function nextCrosshair(
  volume: Volume,
  crosshair: Crosshair,
  plane: Plane,
  command: Exclude<CrosshairCommand, { readonly kind: 'crosshair-slab' }>,
): Crosshair {
  switch (command.kind) {
    case 'crosshair': {
      const [x, y] = command.at;
      return moveCrosshair(volume, crosshair, pixelToPatient(plane, x - 0.5, y - 0.5));
    }
    case 'crosshair-step': {
      const edge = smallestEdge(volume);
      const across = addScaled(crosshair.point, plane.right, command.right * edge);
      return moveCrosshair(volume, crosshair, addScaled(across, plane.down, command.down * edge));
    }
    case 'crosshair-turn':
      return turnOnScreen(crosshair, plane, null, command.degrees);
    case 'crosshair-rotate': {
      const [i, j] = patientToPixel(plane, crosshair.point);
      const angle = ([x, y]: Point): number => (Math.atan2(y - j - 0.5, x - i - 0.5) * 180) / Math.PI;
      const degrees = angle(command.to) - angle(command.from);
      return turnOnScreen(crosshair, plane, command.pane as PaneName, degrees);
    }
  }
}
