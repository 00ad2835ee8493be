import { type Crosshair, createCrosshair, crosshairOf } from '../view/crosshair.ts';
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
