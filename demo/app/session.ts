// What is open: one source's series, as they come. Knows nothing of pictures.
import { type InputFile, isNote, loadSeries, type Series } from '../../src/entry/dicom.ts';
import type { Source } from '../start/sources.ts';
import { Signal } from '../ui/signal.ts';

export interface Progress {
  readonly words: string;
  readonly done: number;
  readonly total: number;
}

/** How much of what was told is there: all, what has come so far, or what had come when reading was cut off. */
export type Extent = 'whole' | 'so far' | 'cut off';

export class Session {
  readonly begun = new Signal<Source>();
  readonly progressed = new Signal<Progress>();
  /** The series so far; `complete` once. Each time they are new ones. */
  readonly read = new Signal<{ readonly series: readonly Series[]; readonly complete: boolean }>();
  /** A file that was left out; a note is no fault. */
  readonly problem = new Signal<{ readonly problem: unknown; readonly note: boolean }>();
  /** Of the source that was opened last; `read`: whether there is anything to show. */
  readonly ended = new Signal<{ readonly ms: number; readonly read: boolean }>();
  #files = new Map<string, InputFile>();
  #loading: AbortController | null = null;
  #extent: Extent = 'whole';

  /** What was opened, by name; for those who want to look at a file's bytes again. */
  get files(): ReadonlyMap<string, InputFile> {
    return this.#files;
  }

  /** Of the series that were told last. */
  get extent(): Extent {
    return this.#extent;
  }

  /** Stops what is being opened. */
  async open(source: Source): Promise<void> {
    this.#loading?.abort();
    const mine = new AbortController();
    this.#loading = mine;
    const { signal } = mine;
    const start = performance.now();
    this.#cutOff();
    this.begun.tell(source);
    this.progressed.tell({ words: source.task, done: 0, total: 1 });
    let complete = false;
    try {
      const files = withNamesOfTheirOwn(
        await source.files(signal, (done, total) => {
          if (!signal.aborted) this.progressed.tell({ words: source.task, done, total });
        }),
      );
      if (signal.aborted) return;
      const series = await loadSeries(files, {
        signal,
        onProgress: ({ filesDone, filesTotal }) =>
          signal.aborted || this.progressed.tell({ words: 'Reading', done: filesDone, total: filesTotal }),
        onProblem: (problem) => signal.aborted || this.problem.tell({ problem, note: isNote(problem) }),
        onPartial: (partial) => {
          if (!signal.aborted && partial.length > 0) this.#tell(files, partial, false);
        },
      });
      if (signal.aborted) return;
      complete = series.length > 0;
      if (complete) this.#tell(files, series, true);
    } catch (error) {
      // Each of an AggregateError's files has been told of already.
      if (!signal.aborted && !(error instanceof AggregateError)) this.problem.tell({ problem: error, note: false });
    }
    if (signal.aborted) return;
    // What is fetched later, one file at a time, is not stopped by the next source.
    this.#loading = null;
    this.#cutOff();
    this.ended.tell({ ms: performance.now() - start, read: complete });
  }

  /** No more will come of a part: what it lacks is not what the scan lacks. */
  #cutOff(): void {
    if (this.#extent === 'so far') this.#extent = 'cut off';
  }

  /** Where nothing could be read, what was open stays open. */
  #tell(files: readonly InputFile[], series: readonly Series[], complete: boolean): void {
    this.#extent = complete ? 'whole' : 'so far';
    this.#files = new Map(files.map((file) => [file.name, file]));
    this.read.tell({ series, complete });
  }
}

/** Two folders may hold files of one name; an image is traced back to its file by name. */
function withNamesOfTheirOwn(files: readonly InputFile[]): readonly InputFile[] {
  const taken = new Set<string>();
  return files.map((file) => {
    let { name } = file;
    for (let n = 2; taken.has(name); n++) name = `${file.name} (${n})`;
    taken.add(name);
    if (name === file.name) return file;
    return 'arrayBuffer' in file ? { name, arrayBuffer: () => file.arrayBuffer() } : { name, bytes: file.bytes };
  });
}
