// Other units of a stack's values: those that every one of its slices can be given in.
import type { UnitMapping } from '../dicom/unit-mappings.ts';
import type { StoredExtent } from './modality-range.ts';
import type { VolumeUnit } from './volume.ts';

/**
 * @param slices  one entry a slice; the middle one's mappings are looked for in all of them, by name and unit
 * @param extents  of the same slices: a mapping that does not hold for every value that was measured is left out
 */
export function volumeUnits(
  slices: readonly { readonly mappings: readonly UnitMapping[] }[],
  extents: readonly StoredExtent[],
): readonly VolumeUnit[] {
  const middle = slices[Math.floor(slices.length / 2)]!;
  return middle.mappings.flatMap(({ name, unit, source }): VolumeUnit[] => {
    const own = slices.flatMap(({ mappings }, k) => {
      const found = mappings.find((mapping) => mapping.name === name && mapping.unit === unit);
      return found && holds(found, extents[k]!) ? [found] : [];
    });
    if (own.length < slices.length) return [];
    return [{ name, unit, source, rescales: own.map(({ slope, intercept }) => [slope, intercept] as const) }];
  });
}

/** A slice of nothing but padding has no value to hold for. */
const holds = ({ mapped }: UnitMapping, { measured }: StoredExtent): boolean =>
  !mapped || measured[0] > measured[1] || (measured[0] >= mapped[0] && measured[1] <= mapped[1]);
