// A stack at one time -> what its profile is made of.
import type { CurrentSlice } from '../app/current-slice.ts';
import type { ProfileInput } from './stack-profile.ts';

/** In a drawing of some 200 px. */
const MOST_LINES = 128;

export function profileInput({
  volume,
  images,
  report,
}: Pick<CurrentSlice, 'volume' | 'images' | 'report'>): ProfileInput {
  const { size, slices, orientation, pixelSpacing } = volume;
  return {
    slices: slices.map(({ origin, position }, k) => ({
      origin,
      position,
      thickness: images[k]?.sliceThickness ?? volume.sliceThickness,
    })),
    ...orientation,
    size: [(size[0] - 1) * pixelSpacing[1], (size[1] - 1) * pixelSpacing[0]],
    missing: report.missing,
    most: MOST_LINES,
  };
}
