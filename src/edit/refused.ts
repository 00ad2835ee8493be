// What an editor of headers leaves alone, and why.

const PIXELS = 'it says how Pixel Data is to be read, and the pixels stay as they are';
const CODING = 'the pixels would have to be coded anew';
const REASONS: ReadonlyMap<number, string> = new Map([
  [0x00020001, 'it says how the file meta information is written'],
  [0x00020002, 'it follows SOPClassUID'],
  [0x00020003, 'it follows SOPInstanceUID'],
  [0x00020010, CODING],
  [0x00280002, PIXELS],
  [0x00280004, PIXELS],
  [0x00280006, PIXELS],
  [0x00280008, PIXELS],
  [0x00280010, PIXELS],
  [0x00280011, PIXELS],
  [0x00280100, PIXELS],
  [0x00280101, PIXELS],
  [0x00280102, PIXELS],
  [0x00280103, PIXELS],
  [0x7fe00001, PIXELS],
  [0x7fe00002, PIXELS],
  [0x7fe00008, 'pixels are not edited'],
  [0x7fe00009, 'pixels are not edited'],
  [0x7fe00010, 'pixels are not edited'],
]);
/** Without these no reader knows what the file is. */
const NEEDED: ReadonlySet<number> = new Set([0x00080016, 0x00080018]);

/** @returns null where it may be changed */
export function refusal(tag: number, empties: boolean): string | null {
  const reason = REASONS.get(tag);
  if (reason) return reason;
  return empties && NEEDED.has(tag) ? 'no object is without it' : null;
}
