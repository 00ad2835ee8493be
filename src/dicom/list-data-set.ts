// Every element of a file, for those who want to look at a header: tags, values as text, sequences with their items. What the reader
// itself never opens is opened here, so a fault in one sequence stays with that sequence, and all of it is bounded.
import { type ErrorCode, isResliceError, ResliceError } from '../errors.ts';
import type { ElementPlace } from './data-set.ts';
import { elementTexts, idOf, type Texts } from './element-text.ts';
import { type Bounds, type Encoding, innerEncoding, readElements, readItems } from './elements.ts';
import { namingFile } from './fail-parse.ts';
import { readFileMeta, startOf } from './file-meta.ts';
import type { DictionaryEntry, ElementDictionary, ElementList, ListedElement } from './listed-element.ts';
import { TAGS, tag } from './tag.ts';

/** In all: an enhanced object of a thousand frames has some 50 000. */
const MOST_ELEMENTS = 100_000;
/** Bytes of values read in all. */
const MOST_TEXT = 16 * 2 ** 20;
/** Sequences within sequences; real files nest fewer than 20 deep. */
const DEEPEST = 32;
const PIXELS = new Set(['x7fe00008', 'x7fe00009', 'x7fe00010']);

/** Numbers that the reader takes without asking for their VR. */
const SHORTS: ReadonlySet<string> = new Set([
  TAGS.samplesPerPixel.key,
  TAGS.planarConfiguration.key,
  TAGS.rows.key,
  TAGS.columns.key,
  TAGS.bitsAllocated.key,
  TAGS.bitsStored.key,
  TAGS.highBit.key,
  TAGS.pixelRepresentation.key,
]);
const SIGNED_OR_NOT: ReadonlySet<string> = new Set([TAGS.pixelPaddingValue.key, TAGS.pixelPaddingRangeLimit.key]);

const isPrivate = (group: number): boolean => group % 2 === 1;

/** What the reader itself reads; 'DS' stands for every text there, so which it is is not known. */
const OWN: ReadonlyMap<string, DictionaryEntry> = new Map(
  Object.values(TAGS)
    .filter(({ key }) => !isPrivate(Number.parseInt(key.slice(1, 5), 16)))
    .map(({ key, keyword, vr }) => {
      const own = SHORTS.has(key) ? 'US' : SIGNED_OR_NOT.has(key) ? 'US or SS' : vr === 'DS' ? '' : vr;
      return [key, { keyword, vr: own }];
    }),
);

/** What is left of the bounds. */
interface Budget {
  elements: number;
  text: number;
}

/** What an element needs to know of where it stands. */
interface Scope {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly dictionary: ElementDictionary | undefined;
  readonly budget: Budget;
  readonly characterSet: readonly string[];
  /** Pixel Representation: what 'US or SS' means. */
  readonly signed: boolean;
  readonly depth: number;
}

/**
 * @param inflated  as for `parse`
 * @throws ResliceError of the kinds of `parse`
 */
export function listDataSet(
  input: Uint8Array,
  file: string,
  inflated: Uint8Array | undefined,
  dictionary: ElementDictionary | undefined,
): ElementList {
  return namingFile(file, () => {
    const meta = readFileMeta(input);
    const budget: Budget = { elements: MOST_ELEMENTS, text: MOST_TEXT };
    const scope = { dictionary, budget, characterSet: [], signed: false, depth: 0 };
    const explicit: Encoding = { explicit: true, bigEndian: false };
    const head = listLevel({ ...scope, bytes: input, encoding: explicit }, { start: startOf(input), end: meta.end });
    const [bytes, start] = inflated ? [inflated, 0] : [input, meta.end];
    const body = listLevel({ ...scope, bytes, encoding: meta.encoding }, { start, end: bytes.length });
    return { file, elements: [...head.elements, ...body.elements], cut: head.cut || body.cut };
  });
}

interface Level {
  readonly elements: readonly ListedElement[];
  readonly cut: boolean;
}

/** A data set or an item. Its own elements come before what is in any of them: a long sequence takes no room from its siblings. */
function listLevel(outer: Scope, bounds: Bounds): Level {
  const { budget } = outer;
  let cut = false;
  let left = budget.elements;
  const until = (): boolean => {
    cut = left-- <= 0;
    return cut;
  };
  const { elements } = readElements(outer.bytes, outer.encoding, { ...bounds, until });
  budget.elements -= elements.size;
  const scope = withOwn(outer, elements);
  return { elements: [...elements].map(([key, place]) => listOne(scope, elements, key, place)), cut };
}

/** An item inherits the repertoire and the sign of what holds it. */
function withOwn(scope: Scope, elements: ReadonlyMap<string, ElementPlace>): Scope {
  const textsAt = (key: string, vr: string): readonly string[] => {
    const place = elements.get(key);
    return place ? textsOf(scope, place, vr).values : [];
  };
  const terms = textsAt(TAGS.specificCharacterSet.key, 'CS');
  const [representation] = textsAt(TAGS.pixelRepresentation.key, 'US');
  return {
    ...scope,
    characterSet: terms.length > 0 ? terms : scope.characterSet,
    signed: representation === undefined ? scope.signed : representation === '1',
  };
}

function listOne(
  scope: Scope,
  siblings: ReadonlyMap<string, ElementPlace>,
  key: string,
  place: ElementPlace,
): ListedElement {
  const [group, element] = [Number.parseInt(key.slice(1, 5), 16), Number.parseInt(key.slice(5), 16)];
  const known = lookUp(scope, key, group, element);
  const open = place.vr === undefined || place.vr === 'UN';
  const reading = open ? meant(known?.vr ?? 'UN', scope.signed) : place.vr!;
  const base = {
    group,
    element,
    id: idOf(group, element),
    keyword: known?.keyword ?? '',
    vr: place.vr ?? (known?.vr || 'UN'),
    privateCreator: creatorOf(scope, siblings, group, element),
    length: place.length,
    values: [],
    items: [],
    cut: false,
    problem: null,
  };
  if (PIXELS.has(key)) return { ...base, kind: 'pixels' };
  if (isSequence(scope.bytes, place, reading))
    return { ...base, vr: 'SQ', kind: 'items', ...itemsOf(scope, base, place) };
  const texts = elementTextsOf(scope, place, reading);
  return texts ? { ...base, kind: 'values', ...texts } : { ...base, kind: 'bytes' };
}

function lookUp({ dictionary }: Scope, key: string, group: number, element: number): DictionaryEntry | undefined {
  if (element === 0) return { keyword: 'GroupLength', vr: 'UL' };
  if (isPrivate(group)) return element >= 0x10 && element <= 0xff ? { keyword: 'PrivateCreator', vr: 'LO' } : undefined;
  return dictionary?.(group, element) ?? OWN.get(key);
}

/** Of a VR that the dictionary leaves open; LO reads any text. */
function meant(vr: string, signed: boolean): string {
  if (vr === '') return 'LO';
  if (vr === 'US or SS') return signed ? 'SS' : 'US';
  return vr.includes(' or ') ? 'OW' : vr;
}

/** Source: DICOM PS3.5 7.8.1 */
function creatorOf(
  scope: Scope,
  siblings: ReadonlyMap<string, ElementPlace>,
  group: number,
  element: number,
): string | null {
  if (!isPrivate(group)) return null;
  if (element < 0x1000) return '';
  const block = (element >>> 8).toString(16).padStart(4, '0');
  const place = siblings.get(`x${group.toString(16).padStart(4, '0')}${block}`);
  return place ? (textsOf(scope, place, 'LO').values[0] ?? '') : '';
}

/** What is written without a VR, or as unknown, is one where it begins with an item: no length or text looks like that. */
function isSequence(
  bytes: Uint8Array,
  { vr, offset, length, undefinedLength }: ElementPlace,
  reading: string,
): boolean {
  if (reading === 'SQ') return true;
  if (vr !== undefined && vr !== 'UN') return false;
  if (undefinedLength) return true;
  const begins = [0xfe, 0xff, 0x00, 0xe0].every((byte, n) => bytes[offset + n] === byte);
  return reading === 'UN' && length >= 8 && begins;
}

const bytesAt = ({ bytes }: Scope, { offset, length }: ElementPlace): Uint8Array =>
  bytes.subarray(offset, offset + length);

const encodedBig = ({ encoding }: Scope, { vr }: ElementPlace): boolean => encoding.bigEndian && vr !== 'UN';

/** For the walk's own use: no part of the budget. */
function textsOf(scope: Scope, place: ElementPlace, vr: string): Texts {
  const { characterSet } = scope;
  const options = { bigEndian: encodedBig(scope, place), characterSet, most: 1024 };
  return elementTexts(bytesAt(scope, place), vr, options) ?? { values: [], cut: false };
}

function elementTextsOf(scope: Scope, place: ElementPlace, vr: string): Texts | null {
  const { characterSet, budget } = scope;
  const options = { bigEndian: encodedBig(scope, place), characterSet, most: budget.text };
  const texts = elementTexts(bytesAt(scope, place), vr, options);
  if (texts) budget.text -= Math.min(place.length, budget.text);
  return texts;
}

function itemsOf(
  scope: Scope,
  { keyword, id }: Pick<ListedElement, 'keyword' | 'id'>,
  place: ElementPlace,
): Pick<ListedElement, 'items' | 'cut' | 'problem'> {
  const at = { keyword, id };
  const fault = (code: ErrorCode, detail: string) => ({
    items: [],
    cut: false,
    problem: new ResliceError(code, { tag: at, detail }),
  });
  if (scope.depth >= DEEPEST) return fault('dicom/limit-exceeded', `sequences nested over ${DEEPEST} deep`);
  const encoding = innerEncoding(scope.encoding, place.vr);
  const items: (readonly ListedElement[])[] = [];
  let cut = false;
  try {
    const most = Math.max(scope.budget.elements, 0);
    const own = tag(keyword, id.slice(1, 5), id.slice(6, 10));
    for (const bounds of readItems(scope.bytes, encoding, place, { most, tag: own })) {
      if (scope.budget.elements-- <= 0) {
        cut = true;
        break;
      }
      const level = listLevel({ ...scope, encoding, depth: scope.depth + 1 }, bounds);
      items.push(level.elements);
      cut ||= level.cut;
    }
  } catch (thrown) {
    if (!isResliceError(thrown)) throw thrown;
    // The items before the fault are what the file says.
    return {
      items,
      cut,
      problem: new ResliceError(thrown.code, { tag: at, detail: thrown.at.detail }, { cause: thrown }),
    };
  }
  return { items, cut, problem: null };
}
