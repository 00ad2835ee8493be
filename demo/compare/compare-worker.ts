// Compares off the page's thread: SSIM of a large picture takes its time.
import { type CompareOptions, comparePlanes, type PlanePixels } from '../../src/entry/compare.ts';

export interface Comparison {
  readonly a: PlanePixels;
  readonly b: PlanePixels;
  readonly options: CompareOptions;
}

/** Each is answered in its place. */
export type CompareRequest = readonly (Comparison | null)[];

addEventListener('message', ({ data }: MessageEvent<CompareRequest>) =>
  postMessage(data.map((asked) => asked && comparePlanes(asked.a, asked.b, asked.options))),
);
