/** One of the files that a volume was made of. */
export interface ExportSource {
  /** For errors. */
  readonly name: string;
  readonly bytes: Uint8Array;
}
