/** What test/package/plain/summarise.js tells of a file. */
export type Summary =
  | {
      /** Of all stored values. */
      readonly sha256: string;
      readonly min: number;
      readonly max: number;
      readonly mean: number;
      readonly count: number;
    }
  | {
      /** The code of the error. */
      readonly refused: string;
    };
