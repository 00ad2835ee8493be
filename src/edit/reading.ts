// What an element's text means where it stands: the repertoire, and the sign of 'US or SS'.
import { innerEncoding, readItems } from '../dicom/elements.ts';
import { readText } from '../dicom/read-values.ts';
import { TAGS, tag as tagOf } from '../dicom/tag.ts';
import { ResliceError } from '../errors.ts';
import type { Dictionary } from './dictionary.ts';
import type { Plan } from './edit-plan.ts';
import { idOfTag, type RawElement, type RawLevel, readLevel } from './raw-elements.ts';

export interface Reading {
  /** SpecificCharacterSet's values, as they will be, and as they were. */
  readonly terms: readonly string[];
  readonly oldTerms: readonly string[];
  /** Pixel Representation. */
  readonly signed: boolean;
}

export const NOTHING_READ: Reading = { terms: [], oldTerms: [], signed: false };

const CHARACTER_SET = 0x00080005;
const PIXEL_REPRESENTATION = 0x00280103;

/** An item inherits what it does not say itself. */
export function readingOf(level: RawLevel, plan: Plan, outer: Reading): Reading {
  const find = (tag: number): RawElement | undefined => level.elements.find((element) => element.tag === tag);
  const written = find(CHARACTER_SET);
  const own = written ? termsIn(readText(level.bytes, written, TAGS.specificCharacterSet)) : null;
  const planned = plan.get(CHARACTER_SET)?.value;
  const next = planned === undefined ? own : planned === null ? null : termsIn(planned);
  const sign = find(PIXEL_REPRESENTATION);
  return {
    terms: next ?? outer.terms,
    oldTerms: own ?? outer.oldTerms,
    signed:
      sign && sign.length >= 2 ? level.bytes[sign.offset + (level.encoding.bigEndian ? 1 : 0)] === 1 : outer.signed,
  };
}

const termsIn = (text: string): readonly string[] => (text === '' ? [] : text.split('\\').map((value) => value.trim()));

const TEXTS: ReadonlySet<string> = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);

/**
 * A repertoire may be changed only where no text is written that would be read otherwise afterwards.
 * @throws ResliceError 'edit/refused'
 */
export function requireAscii(level: RawLevel, plan: Plan, dictionary: Dictionary): void {
  if (plan.get(CHARACTER_SET)?.value === undefined) return;
  const guilty = firstNotAscii(level, plan, dictionary);
  if (guilty === undefined) return;
  const { keyword } = TAGS.specificCharacterSet;
  const name = dictionary.byTag(guilty)?.keyword ?? '';
  throw new ResliceError('edit/refused', {
    tag: { keyword, id: idOfTag(CHARACTER_SET) },
    detail: `${name} ${idOfTag(guilty)} is written in the old one, and would be read as something else: set it too`,
  });
}

function firstNotAscii(level: RawLevel, plan: Plan | null, dictionary: Dictionary): number | undefined {
  for (const element of level.elements) {
    const { tag, vr = dictionary.byTag(tag)?.vr, offset, length, undefinedLength } = element;
    if (plan?.get(tag)?.value !== undefined) continue;
    if (vr === 'SQ' || (undefinedLength && vr === 'UN')) {
      const encoding = innerEncoding(level.encoding, element.vr);
      const own = tagOf('', '0000', '0000');
      for (const bounds of readItems(level.bytes, encoding, { ...element, vr }, { most: 65536, tag: own })) {
        const inner = readLevel(level.bytes, encoding, bounds);
        // One with a repertoire of its own is not concerned.
        if (inner.elements.some((each) => each.tag === CHARACTER_SET)) continue;
        const found = firstNotAscii(inner, null, dictionary);
        if (found !== undefined) return found;
      }
    } else if (TEXTS.has(vr ?? '')) {
      const bytes = level.bytes.subarray(offset, offset + length);
      if (bytes.some((byte) => byte > 0x7e || byte === 0x1b)) return tag;
    }
  }
  return undefined;
}
