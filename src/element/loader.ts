// One src at a time: fetched, read, handed over; a new one takes the old one's place.
import { isResliceError, ResliceError } from '../errors.ts';
import type { LoadOptions } from '../load/load-series.ts';
import type { Series } from '../load/series.ts';
import { fetchFiles } from './fetch-files.ts';

export interface Progress {
  readonly phase: 'fetching' | 'reading';
  /** Bytes of one file or files of a list while fetching, files while reading. */
  readonly done: number;
  /** Null where it is not known. */
  readonly total: number | null;
}

export interface LoaderEvents {
  progress(progress: Progress): void;
  problem(problem: ResliceError): void;
  loaded(series: readonly Series[]): void;
  failed(error: ResliceError): void;
}

export interface Address {
  readonly src: string;
  readonly base: string;
  readonly crossOrigin: string | null;
}

export class Loader {
  /** The host's own, asked for when files are there to be read. */
  worker: LoadOptions['worker'];
  readonly #events: LoaderEvents;
  #loading: AbortController | null = null;

  constructor(events: LoaderEvents) {
    this.#events = events;
  }

  get busy(): boolean {
    return this.#loading !== null;
  }

  async load({ src, base, crossOrigin }: Address): Promise<void> {
    this.abort();
    const mine = new AbortController();
    this.#loading = mine;
    const { signal } = mine;
    const events = this.#events;
    const onProblem = (problem: ResliceError): void => {
      if (!signal.aborted) events.problem(problem);
    };
    const onProgress = (phase: Progress['phase'], done: number, total: number | null): void => {
      if (!signal.aborted) events.progress({ phase, done, total });
    };
    try {
      onProgress('fetching', 0, null);
      // The reader comes while the files do.
      const reader = import('../load/load-series.ts');
      // Where both fail, the files' failure is the one that is told.
      reader.catch(() => undefined);
      const files = await fetchFiles(src, base, {
        crossOrigin,
        signal,
        onProblem,
        onProgress: (done, total) => onProgress('fetching', done, total),
      });
      const { loadSeries } = await reader;
      const { worker } = this;
      const series = await loadSeries(files, {
        ...(worker ? { worker } : {}),
        signal,
        onProblem,
        onProgress: ({ filesDone, filesTotal }) => onProgress('reading', filesDone, filesTotal),
      });
      if (signal.aborted) return;
      this.#loading = null;
      if (series.length === 0)
        throw new ResliceError('load/unreadable', { detail: 'src names no file that could be read' });
      events.loaded(series);
    } catch (error) {
      if (signal.aborted) return;
      this.#loading = null;
      events.failed(known(error));
    }
  }

  /** Safe to call twice. */
  abort(): void {
    this.#loading?.abort();
    this.#loading = null;
  }
}

/** Each file of an AggregateError has been told of as a problem. */
function known(error: unknown): ResliceError {
  if (isResliceError(error)) return error;
  if (error instanceof AggregateError) {
    const [only, more] = error.errors as unknown[];
    if (isResliceError(only) && !more) return only;
  }
  return new ResliceError('load/unreadable', { detail: 'no file holds an image that can be read' }, { cause: error });
}
