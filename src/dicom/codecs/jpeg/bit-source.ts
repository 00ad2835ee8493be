// Entropy-coded data between two markers, as bits. The stuffed zero bytes are taken out once, beforehand, so that a reader's
// whole state is a position and any 25 bits are one load away: `source.view.getUint32(p >>> 3) << (p & 7)`.
import { corrupt, truncated } from './refuse.ts';

/** Zero bytes behind the data: more than a block of 64 coefficients, at most 32 bits each, can read before it is checked. */
const PAD = 320;

/** What libjpeg's bit register holds. So many zero bits may be missing before a marker: some encoders drop the last byte. */
const REGISTER = 32;

export interface BitSource {
  readonly input: Uint8Array;
  readonly data: Uint8Array;
  readonly view: DataView;
  /** Bits read since the interval's start. */
  position: number;
  /** A position beyond this one means that the data end too early. */
  limit: number;
  /** Where the input goes on: at a marker's FF, or at its end. */
  next: number;
}

export function createBitSource(input: Uint8Array): BitSource {
  const data = new Uint8Array(input.length + PAD);
  return { input, data, view: new DataView(data.buffer), position: 0, limit: 0, next: 0 };
}

/**
 * Makes the bits from `start` to the next marker ready.
 * Source: ITU-T T.81 B.1.1.5 (byte stuffing), B.1.1.2 (fill bytes before a marker)
 */
export function openInterval(source: BitSource, start: number): void {
  const { input, data } = source;
  const end = input.length;
  let [from, to] = [start, 0];
  let marker = end;
  while (from < end) {
    const byte = input[from++]!;
    if (byte === 0xff) {
      const first = from - 1;
      while (from < end && input[from] === 0xff) from++;
      if (from === end || input[from] !== 0) {
        marker = from === end ? end : first;
        break;
      }
      from++;
    }
    data[to++] = byte;
  }
  data.fill(0, to, to + PAD);
  source.position = 0;
  source.limit = to * 8 + (marker < end ? REGISTER : 0);
  source.next = marker;
}

/** The code of the marker that ends the interval, or 0 where the input ends. */
export function markerAt({ input, next }: BitSource): number {
  let at = next;
  while (input[at] === 0xff) at++;
  return input[at] ?? 0;
}

/**
 * Goes over the restart marker that ends this interval.
 * @param count  restarts before this one: they are numbered modulo 8
 * @throws ResliceError 'dicom/corrupt-codestream' where another marker stands there: what is lost cannot be guessed
 * Source: ITU-T T.81 E.2.4
 */
export function nextInterval(source: BitSource, count: number): void {
  const code = markerAt(source);
  if (code === 0) truncated();
  if (code !== 0xd0 + (count & 7)) corrupt('a restart marker is missing');
  let at = source.next;
  while (source.input[at] === 0xff) at++;
  openInterval(source, at + 1);
}

/** The next `count` bits, 0 to 16, as an unsigned number. */
export function readBits(source: BitSource, count: number): number {
  const { position, view } = source;
  const window = view.getUint32(position >>> 3) << (position & 7);
  source.position = position + count;
  return (window >>> 1) >>> (31 - count);
}

/**
 * The number that `size` bits at the top of `window` stand for: an upper half that is positive, a lower that is negative. No
 * branch, because the sign is as good as random.
 * Source: ITU-T T.81 F.2.2.1 (EXTEND)
 */
const extended = (window: number, size: number): number =>
  ((window >>> 1) >>> (31 - size)) + ((~window >> 31) & (1 - (1 << size)));

/** The next `size` bits, 0 to 16, as EXTEND reads them. */
export function readExtended(source: BitSource, size: number): number {
  const { position, view } = source;
  source.position = position + size;
  return extended(view.getUint32(position >>> 3) << (position & 7), size);
}
