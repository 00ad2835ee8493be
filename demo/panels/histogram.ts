// How often each modality value occurs in a volume: counted in turns, so that the page stays awake.
import type { Volume } from '../../src/entry/index.ts';

export interface Histogram {
  readonly counts: Uint32Array;
  /** Modality values of the first bin's lower and the last bin's upper end. */
  readonly range: readonly [min: number, max: number];
}

/** ms of counting after which the page gets its turn. */
const TURN = 8;
/** Voxels counted between two looks at the clock. */
const RUN = 65_536;

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** @returns null where `signal` stops it; padding and what is no number are left out */
export async function histogramOf(volume: Volume, bins: number, signal: AbortSignal): Promise<Histogram | null> {
  const { size, slices, storedValues, modalityRange } = volume;
  const [min, max] = modalityRange;
  const counts = new Uint32Array(bins);
  const scale = max > min ? bins / (max - min) : 0;
  const inSlice = size[0] * size[1];
  // Who shows a volume has enough to do at that moment; and while slices arrive the next volume may take this one's place.
  await turn();
  if (signal.aborted) return null;
  let since = performance.now();
  for (const [k, { rescaleSlope, rescaleIntercept, padding }] of slices.entries()) {
    const [low, high] = padding ?? [1, 0];
    for (let start = k * inSlice; start < (k + 1) * inSlice; start += RUN) {
      const end = Math.min(start + RUN, (k + 1) * inSlice);
      for (let p = start; p < end; p++) {
        const stored = storedValues[p]!;
        if (stored >= low && stored <= high) continue;
        const bin = Math.floor((stored * rescaleSlope + rescaleIntercept - min) * scale);
        // The greatest value is the last bin's; NaN is nobody's.
        if (bin >= 0) counts[Math.min(bin, bins - 1)]!++;
      }
      if (performance.now() - since < TURN) continue;
      await turn();
      if (signal.aborted) return null;
      since = performance.now();
    }
  }
  return signal.aborted ? null : { counts, range: [min, max] };
}

/**
 * The upper outline of a histogram as an SVG path, closed at the bottom, in a box of width × height. Heights are logarithmic: air is most
 * of every scan, and would flatten all else.
 */
export function outlineOf({ counts }: Histogram, width: number, height: number): string {
  const most = Math.log1p(Math.max(...counts, 1));
  const step = width / counts.length;
  const at = (count: number): string => (height * (1 - Math.log1p(count) / most)).toFixed(1);
  const tops = Array.from(counts, (count, n) => `H${(n * step).toFixed(1)}V${at(count)}`);
  return `M0 ${height}${tops.join('')}H${width}V${height}Z`;
}
