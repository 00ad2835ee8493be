// Something to look at while the rest comes: the series of what has been read, at the end of each pass of the reading order.
import { groupSeries } from '../series/group-series.ts';
import type { SeriesImage } from '../series/image.ts';
import type { Pause } from '../volume/build-volume.ts';
import { buildSeries } from './build-series.ts';
import type { Series } from './series.ts';

export interface PartialSeries {
  /** Told of every input's images. */
  add(images: readonly SeriesImage[], filesDone: number): void;
  /** Rejects with what `tell` throws: that is the host's to know. */
  readonly failed: Promise<never>;
  /** Throws what `tell` threw, if it did. */
  check(): void;
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
  pause: Pause,
): PartialSeries {
  const images: SeriesImage[] = [];
  const due = [...passes];
  let [busy, ended] = [false, false];
  let thrown: { readonly error: unknown } | null = null;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  const build = async (): Promise<readonly Series[]> => {
    const series: Series[] = [];
    for (const group of groupSeries(images).values()) series.push(await buildSeries(group, pause));
    return series;
  };
  const show = async (): Promise<void> => {
    busy = true;
    // What cannot be built or is aborted shows itself where the whole series is built.
    const series = await build().catch(() => []);
    busy = false;
    if (ended || !series.some(({ stacks }) => stacks.some(({ volume }) => volume))) return;
    try {
      tell(series);
    } catch (error) {
      thrown = { error };
      fail(error);
    }
  };
  return {
    failed,
    add(more, filesDone) {
      if (ended || due.length === 0) return;
      for (const image of more) images.push(image);
      if (filesDone < due[0]! || images.length === 0 || busy) return;
      while (due.length > 0 && due[0]! <= filesDone) due.shift();
      void show();
      if (due.length === 0) images.length = 0;
    },
    check() {
      if (thrown) throw thrown.error;
    },
    end() {
      ended = true;
      images.length = 0;
    },
  };
}
