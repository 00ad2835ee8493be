// What a conventional viewer leaves out, as a record: each can be had alone.

export interface Simplifications {
  /** The slices are a straight box of even steps, whatever tilt and spacing they have. */
  readonly uniformBox: boolean;
  /** One rescale, the first slice's, serves all. */
  readonly oneSlope: boolean;
  /** Values become 8-bit levels before they are interpolated. */
  readonly eightBitsFirst: boolean;
  /** Weights of the interpolation have 8 fractional bits, as a graphics card's filter has. */
  readonly eightBitWeights: boolean;
}

export type Simplification = keyof Simplifications;

export const SIMPLIFICATIONS = [
  'uniformBox',
  'oneSlope',
  'eightBitsFirst',
  'eightBitWeights',
] as const satisfies readonly Simplification[];

export const NONE: Simplifications = {
  uniformBox: false,
  oneSlope: false,
  eightBitsFirst: false,
  eightBitWeights: false,
};

export const ALL: Simplifications = {
  uniformBox: true,
  oneSlope: true,
  eightBitsFirst: true,
  eightBitWeights: true,
};
