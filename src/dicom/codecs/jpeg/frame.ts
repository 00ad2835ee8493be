// What SOF says: the picture's size, its components, and how they are laid out in data units (blocks; samples if lossless).
import { corrupt, unsupported } from './refuse.ts';

export type Process = 'sequential' | 'progressive' | 'lossless';

export interface Component {
  readonly id: number;
  readonly index: number;
  /** Data units of this component in an interleaved MCU. */
  readonly across: number;
  readonly down: number;
  readonly quantisation: number;
  /** Samples that count, without padding. */
  readonly width: number;
  readonly height: number;
  /** Data units with the padding to whole MCUs. */
  readonly unitColumns: number;
  readonly unitRows: number;
}

export interface Frame {
  readonly process: Process;
  readonly precision: number;
  readonly columns: number;
  readonly rows: number;
  readonly components: readonly Component[];
  /** The largest sampling factors. */
  readonly across: number;
  readonly down: number;
  readonly mcuColumns: number;
  readonly mcuRows: number;
  /** Width of a data unit in samples: 8, or 1 if lossless. */
  readonly unit: number;
}

const PROCESSES: Readonly<Record<number, Process>> = {
  192: 'sequential',
  193: 'sequential',
  194: 'progressive',
  195: 'lossless',
};

/**
 * @param marker  the second byte of the SOF marker, C0 to CF
 * @param segment the bytes after its length
 * Source: ITU-T T.81 B.2.2, table B.2; A.1.1 and A.2.4 (size and padding of components)
 */
export function readFrame(marker: number, segment: Uint8Array): Frame {
  const process = PROCESSES[marker] ?? unsupported(`frame marker FF${marker.toString(16).toUpperCase()}`);
  if (segment.length < 6) corrupt('the frame header is too short');
  const precision = segment[0]!;
  const rows = (segment[1]! << 8) | segment[2]!;
  const columns = (segment[3]! << 8) | segment[4]!;
  const count = segment[5]!;
  if (segment.length !== 6 + 3 * count || count === 0 || count > 4) corrupt(`${count} components`);
  if (!isPrecision(process, marker, precision)) corrupt(`${precision} bits a sample`);
  if (rows === 0) unsupported('the number of rows is not in the frame header');
  if (columns === 0) corrupt('no columns');
  const factors = Array.from({ length: count }, (_, n) => segment[7 + 3 * n]!);
  // A single component is one data unit after the other, whatever its factors.
  const acrossOf = factors.map((both) => (count === 1 ? 1 : both >> 4));
  const downOf = factors.map((both) => (count === 1 ? 1 : both & 15));
  if ([...acrossOf, ...downOf].some((factor) => factor < 1 || factor > 4)) corrupt('a sampling factor is not 1 to 4');
  const [across, down] = [Math.max(...acrossOf), Math.max(...downOf)];
  const unit = process === 'lossless' ? 1 : 8;
  const mcuColumns = Math.ceil(columns / (unit * across));
  const mcuRows = Math.ceil(rows / (unit * down));
  const components = factors.map((_, index): Component => {
    const [a, d] = [acrossOf[index]!, downOf[index]!];
    if (across % a || down % d) unsupported(`sampling factors of ${across} by ${down} and ${a} by ${d}`);
    return {
      id: segment[6 + 3 * index]!,
      index,
      across: a,
      down: d,
      quantisation: segment[8 + 3 * index]!,
      width: Math.ceil((columns * a) / across),
      height: Math.ceil((rows * d) / down),
      unitColumns: mcuColumns * a,
      unitRows: mcuRows * d,
    };
  });
  return { process, precision, columns, rows, components, across, down, mcuColumns, mcuRows, unit };
}

function isPrecision(process: Process, marker: number, precision: number): boolean {
  if (process === 'lossless') return precision >= 2 && precision <= 16;
  return precision === 8 || (precision === 12 && marker !== 0xc0);
}
