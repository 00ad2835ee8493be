// A histogram out of characters, a line a bin.
import type { VolumeStatistics } from '../measure/volume-statistics.ts';
import type { Paint } from './paint.ts';

/** Characters that the fullest bin takes; each is one of eight eighths wide. */
const WIDTH = 32;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** @returns lines such as '-1024 to -762  ███▍  12.3 %'; a bin that holds anything shows something */
export function histogramLines({ histogram: { edges, counts }, measured }: VolumeStatistics, paint: Paint): string[] {
  const [low, high] = [edges[0]!, edges.at(-1)!];
  // Digits enough to tell neighbouring edges apart.
  const digits = Math.max(0, 1 - Math.floor(Math.log10((high - low) / counts.length)));
  const texts = edges.map((edge) => edge.toFixed(digits));
  const wide = Math.max(...texts.map((text) => text.length));
  const most = Math.max(...counts);
  return counts.map((count, n) => {
    const range = `${texts[n]!.padStart(wide)} to ${texts[n + 1]!.padStart(wide)}`;
    const share = `${((count / measured) * 100).toFixed(1).padStart(5)} %`;
    return `${range} ${share} ${paint('cyan', bar(count / most))}`.trimEnd();
  });
}

function bar(share: number): string {
  const eighths = share > 0 ? Math.max(1, Math.round(share * WIDTH * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
