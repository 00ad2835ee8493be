// What every decoder gives: a frame's cells, not yet masked to their bits.

export interface Cells {
  /** Length columns·rows·samplesPerPixel, interleaved by pixel, unsigned. */
  readonly samples: Uint8Array | Uint16Array | Uint32Array;
  /** Bits of a sample as the codestream says; BitsAllocated where it says nothing. */
  readonly precision: number;
  /** Whether the samples are two's complement already, as the codestream says; null where it cannot say. */
  readonly signed: boolean | null;
}

/** What a frame must be, as the header says. */
export interface FrameShape {
  readonly columns: number;
  readonly rows: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
}
