// The order in which a scan's blocks come, and where it restarts.
import { type BitSource, nextInterval, openInterval } from './bit-source.ts';
import type { Frame } from './frame.ts';
import { truncated } from './refuse.ts';
import type { Scan } from './scan.ts';

/** One block of part `part` of the scan; row and column count blocks. */
export type VisitBlock = (part: number, row: number, column: number) => void;

/**
 * Visits every block of a scan once, checking after each that its bits were there.
 * @param start    where the entropy-coded data begin
 * @param restart  forgets what is carried from block to block
 * Source: ITU-T T.81 A.2 (order of data units), E.2.4 (restart)
 */
export function visitBlocks(
  source: BitSource,
  start: number,
  frame: Frame,
  scan: Scan,
  visit: VisitBlock,
  restart: () => void,
): void {
  const { parts, restartInterval } = scan;
  const alone = parts.length === 1 ? parts[0]!.component : undefined;
  const mcuColumns = alone ? Math.ceil(alone.width / 8) : frame.mcuColumns;
  const mcuRows = alone ? Math.ceil(alone.height / 8) : frame.mcuRows;
  openInterval(source, start);
  restart();
  let [left, restarts] = [restartInterval, 0];
  for (let row = 0; row < mcuRows; row++) {
    for (let column = 0; column < mcuColumns; column++) {
      if (restartInterval > 0 && left-- === 0) {
        nextInterval(source, restarts++);
        restart();
        left = restartInterval - 1;
      }
      for (let part = 0; part < parts.length; part++) {
        const { across, down } = parts[part]!.component;
        const [a, d] = alone ? [1, 1] : [across, down];
        for (let unit = 0; unit < a * d; unit++) {
          visit(part, row * d + Math.floor(unit / a), column * a + (unit % a));
          if (source.position > source.limit) truncated();
        }
      }
    }
  }
}
