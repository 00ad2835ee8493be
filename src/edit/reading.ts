// What an element's text means where it stands: the repertoire, and the sign of 'US or SS'.
import { innerEncoding, readItems } from '../dicom/elements.ts';
import { readText } from '../dicom/read-values.ts';
import { TAGS, tag as tagOf } from '../dicom/tag.ts';
import { ResliceError } from '../errors.ts';
import type { Dictionary } from './dictionary.ts';
import type { Plan } from './edit-plan.ts';
import { idOfTag, isPrivateCreator, type RawElement, type RawLevel, readLevel } from './raw-elements.ts';

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
 * A repertoire may be changed only where no text is written that would be read otherwise afterwards: of the data set, of an item, and of
 * the items that inherit it.
 * @throws ResliceError 'edit/refused'
 */
export function requireAscii(dataSet: RawLevel, plan: Plan, dictionary: Dictionary): void {
  if (!changesRepertoire(plan)) return;
  const guilty = firstReadOtherwise(dataSet, plan, NOTHING_READ, dictionary);
  if (guilty === undefined) return;
  const { keyword } = TAGS.specificCharacterSet;
  const name = dictionary.byTag(guilty)?.keyword ?? '';
  throw new ResliceError('edit/refused', {
    tag: { keyword, id: idOfTag(CHARACTER_SET) },
    detail: `${name} ${idOfTag(guilty)} is written in the old one, and would be read as something else: set it too`,
  });
}

const changesRepertoire = (plan: Plan): boolean =>
  plan.get(CHARACTER_SET)?.value !== undefined ||
  [...plan.values()].some(({ items }) => [...items.values()].some((item) => changesRepertoire(item.level)));

const NO_PLAN: Plan = new Map();

function firstReadOtherwise(level: RawLevel, plan: Plan, outer: Reading, dictionary: Dictionary): number | undefined {
  const reading = readingOf(level, plan, outer);
  const changed = reading.terms.join('\\') !== reading.oldTerms.join('\\');
  for (const element of level.elements) {
    const node = plan.get(element.tag);
    if (node?.value !== undefined) continue;
    const vr = vrOf(element, dictionary);
    const items = itemsOf(level, element, vr);
    for (const [n, inner] of (items ?? []).entries()) {
      const item = node?.items.get(n);
      if (item?.removed) continue;
      const found = firstReadOtherwise(inner, item?.level ?? NO_PLAN, reading, dictionary);
      if (found !== undefined) return found;
    }
    if (changed && !items && isForeign(level, element, vr)) return element.tag;
  }
  return undefined;
}

/** Undefined where neither the file nor the dictionary knows it. */
function vrOf({ tag, vr }: RawElement, dictionary: Dictionary): string | undefined {
  if (vr !== undefined && vr !== 'UN') return vr;
  return isPrivateCreator(tag) ? 'LO' : dictionary.byTag(tag)?.vr;
}

/** Null of what is no sequence. One of unknown VR is known by its delimiter, or by its first item. */
function itemsOf(level: RawLevel, element: RawElement, vr: string | undefined): readonly RawLevel[] | null {
  const { bytes } = level;
  const { offset, length, undefinedLength } = element;
  const encoding = innerEncoding(level.encoding, element.vr);
  const own = tagOf('', '0000', '0000');
  const read = (): readonly RawLevel[] =>
    readItems(bytes, encoding, { ...element, vr: 'SQ' }, { most: 65536, tag: own }).map((bounds) =>
      readLevel(bytes, encoding, bounds),
    );
  const known = vr === 'SQ' || vr === undefined;
  if (known && (undefinedLength || (vr === 'SQ' && element.vr !== 'UN'))) return read();
  if (!known || length < 8 || !ITEM.every((byte, n) => bytes[offset + n] === byte)) return null;
  try {
    return read();
  } catch {
    // Bytes that happen to begin so.
    return null;
  }
}

/** Item (FFFE,E000), little endian: implicit VR, and UN, have no other. */
const ITEM = [0xfe, 0xff, 0x00, 0xe0];

/** Whether it holds text that is not ASCII. Of unknown VR, what has no bytes that no text has. */
function isForeign({ bytes }: RawLevel, { offset, length }: RawElement, vr: string | undefined): boolean {
  if (vr !== undefined && !TEXTS.has(vr)) return false;
  const value = bytes.subarray(offset, offset + length);
  if (!value.some((byte) => byte > 0x7e || byte === 0x1b)) return false;
  const padded = value.at(-1) === 0 ? value.subarray(0, -1) : value;
  return vr !== undefined || padded.every((byte) => byte >= 0x20 || TEXT_CONTROLS.has(byte));
}

/** TAB, LF, FF, CR, ESC. Source: DICOM PS3.5 6.1.3 */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);
