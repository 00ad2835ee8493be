// Lossless JPEG (ITU-T T.81 annex H), written the plain way: what the decoder is tested on where dcmtk is not at hand.

export interface LosslessOptions {
  readonly columns: number;
  readonly rows: number;
  readonly precision: number;
  /** Predictor, 1 to 7. */
  readonly selector: number;
  /** 0 for no restarts. */
  readonly restartRows: number;
  readonly components: number;
}

/** One table for all 17 categories: a code of 5 bits each, as if all were as frequent. */
const CODE_BITS = 5;

const u16 = (value: number): number[] => [value >> 8, value & 255];
const segment = (marker: number, body: readonly number[]): number[] => [0xff, marker, ...u16(body.length + 2), ...body];

export function encodeLossless(samples: Uint16Array, options: LosslessOptions): Uint8Array {
  const { columns, rows, precision, selector, restartRows, components } = options;
  const ids = Array.from({ length: components }, (_, n) => n + 1);
  const counts = Array.from({ length: 16 }, (_, n) => (n + 1 === CODE_BITS ? 17 : 0));
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xc3, [precision, ...u16(rows), ...u16(columns), components, ...ids.flatMap((id) => [id, 0x11, 0])]),
    ...segment(0xc4, [0, ...counts, ...Array.from({ length: 17 }, (_, n) => n)]),
    ...(restartRows > 0 ? segment(0xdd, u16(restartRows * columns)) : []),
    ...segment(0xda, [components, ...ids.flatMap((id) => [id, 0]), selector, 0, 0]),
    ...entropy(samples, options),
    ...[0xff, 0xd9],
  ]);
}

function entropy(
  samples: Uint16Array,
  { columns, rows, precision, selector, restartRows, components }: LosslessOptions,
): number[] {
  const out: number[] = [];
  let [bits, held] = [0, 0];
  const put = (value: number, count: number): void => {
    for (let n = count - 1; n >= 0; n--) {
      held = held * 2 + (Math.floor(value / 2 ** n) % 2);
      if (++bits < 8) continue;
      out.push(held);
      if (held === 255) out.push(0);
      [bits, held] = [0, 0];
    }
  };
  const align = (): void => put(255, (8 - bits) % 8);
  let fresh = 0;
  for (let y = 0; y < rows; y++) {
    if (restartRows > 0 && y > 0 && y % restartRows === 0) {
      align();
      out.push(0xff, 0xd0 + ((y / restartRows - 1) % 8));
      fresh = y;
    }
    for (let x = 0; x < columns; x++) {
      for (let c = 0; c < components; c++) {
        const at = (dx: number, dy: number): number => samples[((y + dy) * columns + x + dx) * components + c]!;
        const foretold =
          y === fresh && x === 0
            ? 2 ** (precision - 1)
            : y === fresh
              ? at(-1, 0)
              : x === 0
                ? at(0, -1)
                : predict(selector, at(-1, 0), at(0, -1), at(-1, -1));
        // Modulo 65536, −32767 to 32768.
        let difference = (((at(0, 0) - foretold) % 65536) + 65536) % 65536;
        if (difference > 32768) difference -= 65536;
        const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
        put(size, CODE_BITS);
        if (size < 16) put(difference > 0 ? difference : difference + 2 ** size - 1, size);
      }
    }
  }
  align();
  return out;
}

/** Source: ITU-T T.81 table H.1 */
function predict(selector: number, a: number, b: number, c: number): number {
  const half = (value: number): number => Math.floor(value / 2);
  switch (selector) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + half(b - c);
    case 6:
      return b + half(a - c);
    default:
      return half(a + b);
  }
}
