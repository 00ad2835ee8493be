import { shared, sharedJson } from './shared.ts';

export interface LossyFile {
  readonly path: string;
  readonly transferSyntaxUID: string;
  readonly tolerance: number;
  readonly bitsStored: number;
  readonly pixelRepresentation: number;
  readonly samplesPerPixel: number;
}

/** Real files whose pixels have no one right result; without the scans one name stands for all, so that it is counted as skipped. */
export function lossyFiles(): readonly LossyFile[] {
  if (!shared) {
    const none = { path: 'no scans here', tolerance: 0, bitsStored: 16, pixelRepresentation: 0, samplesPerPixel: 1 };
    return [`.4.51`, `.4.91`, `.4.112`].map((end) => ({ ...none, transferSyntaxUID: `1.2.840.10008.1.2${end}` }));
  }
  return sharedJson<LossyFile[]>('reference', 'files.json').filter(({ tolerance }) => tolerance !== undefined);
}
