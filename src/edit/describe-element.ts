// What an element holds, in words, for those who want to see a change before it is made.
import { elementTexts } from '../dicom/element-text.ts';
import { innerEncoding, readItems } from '../dicom/elements.ts';
import { tag as tagOf } from '../dicom/tag.ts';
import type { Dictionary } from './dictionary.ts';
import { isPrivateCreator, type RawElement, type RawLevel } from './raw-elements.ts';
import type { Reading } from './reading.ts';

/** Texts between backslashes; a sequence's number of items; of bytes their number. */
export function describeElement(
  { bytes, encoding }: RawLevel,
  element: RawElement,
  dictionary: Dictionary,
  { oldTerms, signed }: Reading,
): string {
  const { tag, offset, length } = element;
  const written = element.vr === 'UN' ? undefined : element.vr;
  const known = isPrivateCreator(tag) ? 'LO' : dictionary.byTag(tag)?.vr;
  const vr = written ?? (known === 'US or SS' ? (signed ? 'SS' : 'US') : (known ?? 'UN'));
  if (vr === 'SQ') {
    const own = tagOf('', '0000', '0000');
    const inner = innerEncoding(encoding, element.vr);
    try {
      const { length: count } = readItems(bytes, inner, { ...element, vr }, { most: 65536, tag: own });
      return count === 1 ? '1 item' : `${count} items`;
    } catch {
      // A broken one may be what is removed.
      return `${length} bytes`;
    }
  }
  const options = { bigEndian: encoding.bigEndian && element.vr !== 'UN', characterSet: oldTerms, most: 4096 };
  const texts = elementTexts(bytes.subarray(offset, offset + length), vr, options);
  return texts ? `${texts.values.join('\\')}${texts.cut ? '…' : ''}` : `${length} bytes`;
}
