// A table from modality values to grey, as a record, and how a state chooses one of a volume's.
import { ResliceError } from '../errors.ts';
import { checkWindow, type VoiWindow } from './voi-window.ts';

/** One item of VOI LUT Sequence (0028,3010). Source: DICOM PS3.3 C.11.2.1.1 */
export interface VoiLut {
  /** The modality value that the first entry is for; what is below gets the first entry, what is above the last. */
  readonly firstMapped: number;
  /** 1 to 65536 of them, each from 0 (black) to 2^bits − 1 (white). */
  readonly entries: Uint16Array;
  readonly bits: number;
  /** LUTExplanation (0028,3003). */
  readonly explanation?: string;
}

/** One of a volume's VOI LUTs in place of a window: plain data, the table stays with the volume. */
export interface VoiLutChoice {
  readonly function: 'LUT';
  /** Index into `volume.voiLuts`. */
  readonly lut: number;
  readonly explanation?: string;
}

/** What turns modality values into grey. */
export type VoiTransform = VoiWindow | VoiLutChoice;

export const isLutChoice = (voi: Pick<VoiTransform, 'function'>): voi is VoiLutChoice => voi.function === 'LUT';

/** Whether the table can be looked up: 8 to 16 bits, 1 to 65536 entries, none beyond its bits, a whole first value. */
export const isValidLut = ({ firstMapped, entries, bits }: VoiLut): boolean =>
  Number.isInteger(firstMapped) &&
  Number.isInteger(bits) &&
  bits >= 8 &&
  bits <= 16 &&
  entries.length > 0 &&
  entries.length <= 65536 &&
  entries.every((entry) => entry < 2 ** bits);

/**
 * @param luts  those of the volume that is drawn
 * @returns the same transform
 * @throws ResliceError 'voi/bad-value' as `checkWindow`, and where the volume has no such LUT
 */
export function checkVoi<V extends VoiTransform>(voi: V, luts: readonly VoiLut[]): V {
  if (!isLutChoice(voi)) checkWindow(voi);
  else if (!Number.isInteger(voi.lut) || !luts[voi.lut])
    throw new ResliceError('voi/bad-value', { detail: `no VOI LUT ${voi.lut}` });
  return voi;
}

/**
 * The LINEAR window over the part of a LUT's input where its output changes: where a drag of the window starts from. A falling
 * LUT gives the same window as a rising one: a window has no direction, `invert` has.
 */
export function windowOfLut({ firstMapped, entries }: VoiLut): VoiWindow {
  let [first, last] = [0, entries.length - 1];
  while (first < last && entries[first + 1] === entries[0]) first++;
  while (last > first && entries[last - 1] === entries.at(-1)) last--;
  // LINEAR is 0 at center − 0.5 − (width − 1)/2, and 1 as far above.
  const width = last - first + 1;
  return { center: firstMapped + first + width / 2, width, function: 'LINEAR' };
}
