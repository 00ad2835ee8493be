// Text for people, by SpecificCharacterSet. The platform's TextDecoder knows the repertoires; what is ours is to follow ISO 2022
// escapes from one to the next. Source: DICOM PS3.3 C.12.1.1.2, PS3.5 6.1.2

/** Number of a defined term, ISO 2022's form included -> the Encoding Standard's label. */
const LABELS: Readonly<Record<string, string>> = {
  '6': 'windows-1252',
  '100': 'windows-1252',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '144': 'iso-8859-5',
  '127': 'iso-8859-6',
  '126': 'iso-8859-7',
  '138': 'iso-8859-8',
  '148': 'windows-1254',
  '203': 'iso-8859-15',
  '13': 'shift_jis',
  '166': 'windows-874',
  '192': 'utf-8',
  '149': 'euc-kr',
  '58': 'gb18030',
};
/** Repertoires by themselves, in which ESC means nothing. */
const WHOLE: Readonly<Record<string, string>> = { GB18030: 'gb18030', GBK: 'gb18030' };

/** What follows ESC -> how the bytes after it are read. Source: DICOM PS3.3 tables C.12-3 and C.12-4 */
const ESCAPES: readonly (readonly [escape: string, label: string, wrap?: 'iso-2022-jp' | 'high'])[] = [
  ['(B', 'windows-1252'],
  ['-A', 'windows-1252'],
  ['-B', 'iso-8859-2'],
  ['-C', 'iso-8859-3'],
  ['-D', 'iso-8859-4'],
  ['-L', 'iso-8859-5'],
  ['-G', 'iso-8859-6'],
  ['-F', 'iso-8859-7'],
  ['-H', 'iso-8859-8'],
  ['-M', 'windows-1254'],
  ['-b', 'iso-8859-15'],
  ['-T', 'windows-874'],
  [')I', 'shift_jis'],
  ['(J', 'shift_jis'],
  ['$B', 'iso-2022-jp', 'iso-2022-jp'],
  ['$@', 'iso-2022-jp', 'iso-2022-jp'],
  ['$(D', 'euc-jp', 'high'],
  ['$)C', 'euc-kr'],
  ['$)A', 'gb18030'],
];

/**
 * @param terms  SpecificCharacterSet's values; none means the default repertoire
 * @returns the text; a byte that its repertoire does not have becomes U+FFFD, an unknown term reads as Latin-1
 */
export function decodeText(bytes: Uint8Array, terms: readonly string[]): string {
  const first = labelOf(terms[0] ?? '');
  // Escapes are followed though a single term allows none: writers name the one repertoire that they switch to.
  const whole = first === 'utf-8' || first === 'gb18030';
  if (whole || !bytes.includes(0x1b)) return new TextDecoder(first).decode(bytes);
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const switched = bytes[at] === 0x1b ? escapeAt(bytes, at + 1) : undefined;
    const from = switched ? at + 1 + switched[0].length : at;
    const next = bytes.indexOf(0x1b, bytes[from] === 0x1b && !switched ? from + 1 : from);
    const to = next < 0 ? bytes.length : next;
    text += decodeRun(bytes.subarray(from, to), switched, first, next >= 0);
    at = to;
  }
  return text;
}

/** Written `ISO_IR 192`, and by some `ISO-IR 192`, `ISO IR 192` or `ISO_IR_192`. */
function labelOf(term: string): string {
  const [, number = ''] = /^(?:ISO[ _-]?)?(?:2022[ _-]?)?IR[ _-]?(\d{1,3})$/i.exec(term) ?? [];
  return WHOLE[term.toUpperCase()] ?? LABELS[number] ?? 'windows-1252';
}

const escapeAt = (bytes: Uint8Array, at: number) =>
  ESCAPES.find(([sequence]) => [...sequence].every((character, n) => bytes[at + n] === character.charCodeAt(0)));

/** Among characters of two bytes: a second byte may look like a delimiter. */
function firstDelimiter(run: Uint8Array): number {
  for (let at = 0; at < run.length; at += 2) {
    const byte = run[at]!;
    if (byte === 0x5c || byte === 0x5e || byte === 0x3d || byte < 0x20) return at;
  }
  return -1;
}

/** @param closed  whether an escape ends the run, as the standard asks */
function decodeRun(
  run: Uint8Array,
  switched: (typeof ESCAPES)[number] | undefined,
  first: string,
  closed: boolean,
): string {
  if (!switched) return new TextDecoder(first).decode(run);
  const [sequence, label, wrap] = switched;
  // Delimiters reset to the first repertoire, though writers leave out the escape that says so. Where it is there, and the run is whole
  // characters, what looks like a delimiter is the first byte of one: 3D 29 is a kanji.
  const whole = closed && run.length % 2 === 0 && run.every((byte) => byte > 0x20);
  const stop = wrap && !whole ? firstDelimiter(run) : -1;
  if (stop >= 0) {
    const after = new TextDecoder(first).decode(run.subarray(stop));
    return decodeRun(run.subarray(0, stop), switched, first, true) + after;
  }
  if (wrap === 'iso-2022-jp') {
    return new TextDecoder(label).decode(
      Uint8Array.from([0x1b, ...Array.from(sequence, (c) => c.charCodeAt(0)), ...run]),
    );
  }
  // JIS X 0212 in EUC: each character is 8F and two high bytes.
  if (wrap === 'high') {
    const high = Array.from(run, (byte, n) => (n % 2 === 0 ? [0x8f, byte | 0x80] : [byte | 0x80])).flat();
    return new TextDecoder(label).decode(Uint8Array.from(high));
  }
  return new TextDecoder(label).decode(run);
}
