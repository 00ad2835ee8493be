// Text -> bytes, by SpecificCharacterSet: what decodeText reads, written. The tables are the platform's decoders turned round.
// Source: DICOM PS3.3 C.12.1.1.2, PS3.5 6.1.2
import { decodeText } from '../dicom/character-set.ts';

const ESC = 0x1b;
const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** Of a defined term's number: what designates it, and whether its characters take the place of ASCII (G0) or stand beside it (G1). */
const DESIGNATIONS: Readonly<Record<string, { readonly escape: string; readonly pairs?: true; readonly g0?: true }>> = {
  '100': { escape: '-A' },
  '101': { escape: '-B' },
  '109': { escape: '-C' },
  '110': { escape: '-D' },
  '144': { escape: '-L' },
  '127': { escape: '-G' },
  '126': { escape: '-F' },
  '138': { escape: '-H' },
  '148': { escape: '-M' },
  '203': { escape: '-b' },
  '166': { escape: '-T' },
  '13': { escape: ')I' },
  '87': { escape: '$B', pairs: true, g0: true },
  '159': { escape: '$(D', pairs: true, g0: true },
  '149': { escape: '$)C', pairs: true },
  '58': { escape: '$)A', pairs: true },
};

type Table = ReadonlyMap<string, readonly number[]>;

const tables = new Map<string, Table>();

function tableOf(name: string, make: () => Table): Table {
  const table = tables.get(name) ?? make();
  tables.set(name, table);
  return table;
}

/** @param read  a code's character */
function turned(codes: Iterable<readonly number[]>, read: (code: readonly number[]) => string): Table {
  const table = new Map<string, readonly number[]>();
  for (const code of codes) {
    const text = read(code);
    // A code that the repertoire lacks is U+FFFD; of two for one character the first is written.
    if ([...text].length === 1 && !/[\ufffd\p{Cc}]/u.test(text) && !table.has(text)) table.set(text, code);
  }
  return table;
}

function* range(from: number, to: number): Generator<number> {
  for (let code = from; code <= to; code++) yield code;
}

function* pairs(from: number, to: number): Generator<readonly number[]> {
  for (const first of range(from, to)) for (const second of range(from, to)) yield [first, second];
}

/** A repertoire that an escape designates. ISO 8859's upper half begins at A0; below it platforms put characters of their own. */
function extension(number: string): Table {
  const { escape: designation, pairs: two, g0 } = DESIGNATIONS[number]!;
  const head = [ESC, ...ascii(designation)];
  // Closed: else a first byte may be taken for a delimiter.
  const tail = [ESC, ...ascii('(B')];
  const codes = two ? pairs(g0 ? 0x21 : 0xa1, g0 ? 0x7e : 0xfe) : [...range(0xa0, 0xff)].map((code) => [code]);
  return tableOf(number, () =>
    turned(codes, (code) => decodeText(Uint8Array.from([...head, ...code, ...tail]), ['', term(number)])),
  );
}

const term = (number: string): string => `ISO 2022 IR ${number}`;

/** GB 18030's codes of two bytes, which GBK has too, and of four within the basic plane. */
function chinese(four: boolean): Table {
  function* codes(): Generator<readonly number[]> {
    for (const first of range(0x81, 0xfe))
      for (const second of range(0x40, 0xfe)) if (second !== 0x7f) yield [first, second];
    if (!four) return;
    for (const first of range(0x81, 0x84))
      for (const second of range(0x30, 0x39))
        for (const third of range(0x81, 0xfe))
          for (const fourth of range(0x30, 0x39)) yield [first, second, third, fourth];
  }
  const decoder = new TextDecoder('gb18030');
  return tableOf(`GB${four}`, () => turned(codes(), (code) => decoder.decode(Uint8Array.from(code))));
}

/** Beyond the basic plane GB 18030 counts on from 90 30 81 30. */
function beyondPlane(character: string): readonly number[] {
  const index = character.codePointAt(0)! - 0x10000;
  const [third, fourth] = [Math.floor(index / 10) % 126, index % 10];
  return [0x90 + Math.floor(index / 12600), 0x30 + (Math.floor(index / 1260) % 10), 0x81 + third, 0x30 + fourth];
}

/**
 * @param terms  SpecificCharacterSet's values; none means ASCII
 * @returns null where a character is in none of the repertoires, or a term is not known
 */
export function encodeText(text: string, terms: readonly string[]): Uint8Array | null {
  // An escape would be a designation.
  if (text.includes('\x1b')) return null;
  if ([...text].every((character) => character <= '\x7f')) return Uint8Array.from(ascii(text));
  const bytes = encoded(text, terms);
  // What is written is what is read, or it is not written.
  return bytes && decodeText(bytes, terms) === text ? bytes : null;
}

function encoded(text: string, terms: readonly string[]): Uint8Array | null {
  const [first = ''] = terms;
  // Spelled as freely as decodeText reads it.
  const numbers = terms.map((each) => /^(?:ISO[ _-]?)?(?:2022[ _-]?)?IR[ _-]?(\d{1,3})$/i.exec(each)?.[1] ?? '');
  if (numbers[0] === '192') return new TextEncoder().encode(text);
  if (first === 'GB18030' || first === 'GBK') {
    const table = chinese(first === 'GB18030');
    return joined([...text].map((character) => chineseCode(character, table, first)));
  }
  return withEscapes(text, numbers, terms.length > 1 || /2022/.test(first));
}

function chineseCode(character: string, table: Table, first: string): readonly number[] | null {
  if (character <= '\x7f') return [character.charCodeAt(0)];
  if (character.length > 1) return first === 'GB18030' ? beyondPlane(character) : null;
  return table.get(character) ?? null;
}

function joined(codes: readonly (readonly number[] | null)[]): Uint8Array | null {
  return codes.includes(null) ? null : Uint8Array.from(codes.flatMap((code) => code!));
}

/** Each repertoire begins anew behind a delimiter, and ASCII is back before one. Source: DICOM PS3.5 6.1.2.5.3 */
function withEscapes(text: string, numbers: readonly string[], mayEscape: boolean): Uint8Array | null {
  const [own = ''] = numbers;
  const base: Table = own in DESIGNATIONS && !DESIGNATIONS[own]!.pairs ? extension(own) : new Map();
  const others = mayEscape ? numbers.filter((number, n) => (n > 0 || !base.size) && number in DESIGNATIONS) : [];
  const bytes: number[] = [];
  let [g0, g1] = ['', own];
  const toAscii = (): void => {
    if (g0 !== '') bytes.push(ESC, ...ascii(own === '13' ? '(J' : '(B'));
    g0 = '';
  };
  for (const character of text) {
    if (character <= '\x7f') {
      toAscii();
      if (character < ' ' || '\\^='.includes(character)) g1 = own;
      bytes.push(character.charCodeAt(0));
      continue;
    }
    const found = base.has(character) ? own : others.find((other) => extension(other).has(character));
    if (found === undefined) return null;
    const { escape: designation, g0: replaces } = DESIGNATIONS[found]!;
    if (replaces) {
      if (g0 !== found) bytes.push(ESC, ...ascii(designation));
      g0 = found;
    } else {
      toAscii();
      if (g1 !== found) bytes.push(ESC, ...ascii(designation));
      g1 = found;
    }
    bytes.push(...extension(found).get(character)!);
  }
  toAscii();
  return Uint8Array.from(bytes);
}
