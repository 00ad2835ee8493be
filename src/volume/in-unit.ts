// The same pixels in another unit: storedValues and places are shared, only the rescales differ.
import { ResliceError } from '../errors.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import { modalityRangeOf } from './modality-range.ts';
import type { Volume } from './volume.ts';

/**
 * @param name  of one of `volume.units`
 * @returns a volume that shares `storedValues`; its windows show what they showed (those of the middle slice's file, through the
 * middle slice's rescales), LINEAR ones as LINEAR_EXACT; none where the unit falls as stored values rise. A VOI LUT is a table over
 * whole values of the old unit: none is kept, but where the middle slice's values stay what they are
 * @throws ResliceError 'use/bad-argument' for another name
 */
export function inUnit(volume: Volume, name: string): Volume {
  const found = volume.units.find((unit) => unit.name === name);
  if (!found) throw new ResliceError('use/bad-argument', { detail: `no unit is named ${name}` });
  const { rescales, unit } = found;
  const slices = volume.slices.map((slice, k) => {
    const [rescaleSlope, rescaleIntercept] = rescales[k]!;
    return { ...slice, rescaleSlope, rescaleIntercept };
  });
  const middle = Math.floor(slices.length / 2);
  const [from, to] = [volume.slices[middle]!, slices[middle]!];
  const factor = to.rescaleSlope / from.rescaleSlope;
  const windows = volume.windows.flatMap((window): VoiWindow[] => {
    // LINEAR's ramp is half a value lower and a value narrower than its numbers: DICOM PS3.3 C.11.2.1.2.1.
    const less = window.function === 'LINEAR' ? 1 : 0;
    const width = (window.width - less) * factor;
    const center = (window.center - less / 2 - from.rescaleIntercept) * factor + to.rescaleIntercept;
    return width > 0 ? [{ ...window, center, width, function: less ? 'LINEAR_EXACT' : window.function }] : [];
  });
  const voiLuts = factor === 1 && to.rescaleIntercept === from.rescaleIntercept ? volume.voiLuts : [];
  const { modalityRange } = modalityRangeOf(volume.storedValues, volume.size[0] * volume.size[1], slices);
  return { ...volume, slices, unit, windows, voiLuts, modalityRange };
}
