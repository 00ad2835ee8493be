// What scripts/bench.mjs calls in the page.
import { benchFrames, type FrameRow } from './frames.ts';

declare global {
  interface Window {
    resliceBench: { frames(): FrameRow[] };
  }
}

window.resliceBench = {
  frames() {
    const rows: FrameRow[] = [];
    benchFrames((row) => rows.push(row));
    return rows;
  },
};
