// Compares off the page's thread: SSIM of a large picture takes its time.
import { type CompareOptions, comparePlanes, type PlanePixels } from '../../src/entry/compare.ts';

export interface CompareRequest {
  readonly id: number;
  readonly a: PlanePixels;
  readonly b: PlanePixels;
  readonly options: CompareOptions;
}

addEventListener('message', ({ data: { id, a, b, options } }: MessageEvent<CompareRequest>) =>
  postMessage({ id, found: comparePlanes(a, b, options) }),
);
