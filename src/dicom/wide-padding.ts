// Padding of pixels wider than 16 bits.
import type { DataSet } from './data-set.ts';
import type { PixelFormat } from './pixel-format.ts';
import { TAGS, type Tag } from './tag.ts';

/**
 * Floating point pixels have attributes of their own. Integers of 32 bits have PixelPaddingValue, which holds 16: it is taken as
 * its VR says, since 40000 is a value of its own among 32 bits, signed or not.
 * @returns stored values that are no measurement, both ends included; null for none. What is no finite number never is one.
 * Source: DICOM PS3.3 C.7.5.1.1.2, C.7.6.24 and C.7.6.25
 */
export function readWidePadding(
  dataSet: DataSet,
  { kind, bitsAllocated }: PixelFormat,
): readonly [number, number] | null {
  const [valueTag, limitTag] =
    kind === 'integer'
      ? [TAGS.pixelPaddingValue, TAGS.pixelPaddingRangeLimit]
      : bitsAllocated === 32
        ? [TAGS.floatPixelPaddingValue, TAGS.floatPixelPaddingRangeLimit]
        : [TAGS.doubleFloatPixelPaddingValue, TAGS.doubleFloatPixelPaddingRangeLimit];
  // As the pixels have it, where a writer gave more digits.
  const stored = (tag: Tag): number | undefined => {
    const value = dataSet.numbers(tag)?.[0];
    return value !== undefined && kind === 'float' && bitsAllocated === 32 ? Math.fround(value) : value;
  };
  const value = stored(valueTag);
  const limit = stored(limitTag) ?? value;
  if (value === undefined || limit === undefined || Number.isNaN(value) || Number.isNaN(limit)) return null;
  return [Math.min(value, limit), Math.max(value, limit)];
}
