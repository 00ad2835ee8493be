// DQT, DHT and DRI: what holds until it is said anew. A table is never written again, so a scan may keep the one it began with.
import { createHuffmanTable, type HuffmanTable } from './huffman-table.ts';
import { corrupt } from './refuse.ts';

export interface Tables {
  /** By destination 0 to 3; 64 factors in zigzag order. */
  readonly quantisation: (Int32Array | undefined)[];
  readonly dc: (HuffmanTable | undefined)[];
  readonly ac: (HuffmanTable | undefined)[];
  /** In MCUs; 0 where there are no restart markers. */
  restartInterval: number;
}

export const createTables = (): Tables => ({ quantisation: [], dc: [], ac: [], restartInterval: 0 });

/** Source: ITU-T T.81 B.2.4.1 */
export function readQuantisation(tables: Tables, segment: Uint8Array): void {
  for (let at = 0; at < segment.length; ) {
    const [bytes, destination] = [segment[at]! >> 4 ? 2 : 1, segment[at]! & 15];
    at++;
    if (destination > 3 || at + 64 * bytes > segment.length) corrupt('a quantisation table is too short');
    const factors = new Int32Array(64);
    for (let k = 0; k < 64; k++, at += bytes)
      factors[k] = bytes === 2 ? (segment[at]! << 8) | segment[at + 1]! : segment[at]!;
    tables.quantisation[destination] = factors;
  }
}

/** Source: ITU-T T.81 B.2.4.2 */
export function readHuffman(tables: Tables, segment: Uint8Array): void {
  for (let at = 0; at < segment.length; ) {
    const [kind, destination] = [segment[at]! >> 4, segment[at]! & 15];
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const end = at + 17 + total;
    if (kind > 1 || destination > 3 || total > 256 || end > segment.length) corrupt('a Huffman table is too short');
    const table = createHuffmanTable(counts, segment.slice(at + 17, end));
    (kind === 0 ? tables.dc : tables.ac)[destination] = table;
    at = end;
  }
}

/** Source: ITU-T T.81 B.2.4.4 */
export function readRestartInterval(tables: Tables, segment: Uint8Array): void {
  if (segment.length !== 2) corrupt('a restart interval is too short');
  tables.restartInterval = (segment[0]! << 8) | segment[1]!;
}
