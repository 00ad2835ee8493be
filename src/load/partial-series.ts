// Something to look at while the rest comes: the series of what has been read, at the end of each pass of the reading order.
import { groupSeries } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import { buildSeries } from './build-series.ts';
import type { Series } from './series.ts';

export interface PartialSeries {
  /** Told of every input's images. */
  add(images: readonly SeriesImage[], filesDone: number): void;
  /** Nothing is told from here on. */
  end(): void;
}

/**
 * Volumes of what is there so far are exact for what is there: a quarter of the slices is a stack of a quarter of the slices. All
 * of them together copy a third of what the whole series holds.
 * @param passes  numbers of files read at which to tell
 * @param pause  lets the event loop run
 */
export function partialSeries(
  passes: readonly number[],
  tell: (series: readonly Series[]) => void,
  pause: () => Promise<void>,
): PartialSeries {
  const images: SeriesImage[] = [];
  const due = [...passes];
  let [busy, ended] = [false, false];
  const build = async (): Promise<void> => {
    busy = true;
    try {
      const series: Series[] = [];
      for (const group of groupSeries(images).values()) series.push(await buildSeries(group, pause));
      if (!ended && series.some(({ stacks }) => stacks.some(({ volume }) => volume))) tell(series);
    } catch {
      // What cannot be built or is aborted shows itself where the whole series is built.
    } finally {
      busy = false;
    }
  };
  return {
    add(more, filesDone) {
      if (ended || due.length === 0) return;
      for (const image of more) images.push(image);
      if (filesDone < due[0]! || images.length === 0 || busy) return;
      while (due.length > 0 && due[0]! <= filesDone) due.shift();
      void build();
      if (due.length === 0) images.length = 0;
    },
    end() {
      ended = true;
      images.length = 0;
    },
  };
}
