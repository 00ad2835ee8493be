// Where an element's stack comes from: the host's own, or what src names.
import type { LoadOptions } from '../load/load-series.ts';
import type { Series, Stack } from '../load/series.ts';
import type { StackSource } from '../view/view-source.ts';
import type { Volume } from '../volume/volume.ts';
import { Loader, type LoaderEvents } from './loader.ts';
import type { TimeFacts } from './pane.ts';

/** A stack of `loadSeries`, or a part of one. */
export interface ElementSource extends StackSource {
  readonly volumes: readonly ({ readonly volume: Volume } & TimeFacts)[];
}

/** What an element's attributes say of its data. */
export interface Wanted {
  readonly src: string | null;
  readonly base: string;
  readonly crossOrigin: string | null;
  readonly seriesIndex: string | null;
  readonly stackIndex: string | null;
}

export interface SourceEvents extends Omit<LoaderEvents, 'loaded'> {
  /** A load begins, or there is none any more. */
  begun(): void;
  loaded(series: readonly Series[], stack: Stack): void;
}

export class DataSource {
  readonly #loader: Loader;
  #given: ElementSource | null = null;
  #series: readonly Series[] = [];
  #stack: Stack | null = null;
  /** What `#series` was read from, or is being read from. */
  #address: string | null = null;
  #wanted: Wanted | null = null;

  constructor(events: SourceEvents) {
    const { begun, loaded, ...rest } = events;
    this.#begun = begun;
    this.#loader = new Loader({
      ...rest,
      loaded: (series) => {
        this.#series = series;
        this.#choose();
        if (this.#stack) loaded(series, this.#stack);
      },
    });
  }
  readonly #begun: () => void;

  get worker(): LoadOptions['worker'] {
    return this.#loader.worker;
  }

  set worker(worker: LoadOptions['worker']) {
    this.#loader.worker = worker;
  }

  get stack(): ElementSource | null {
    return this.#given ?? this.#stack;
  }

  get series(): readonly Series[] {
    return this.#series;
  }

  /** Comes before src; null: src again. */
  give(stack: ElementSource | null): void {
    this.#given = stack;
  }

  /** Begins a load where another address is wanted; what has been read stays until that has been. */
  want(wanted: Wanted): void {
    this.#wanted = wanted;
    const { src, base, crossOrigin } = wanted;
    const address = src === null || this.#given ? null : JSON.stringify([src, base, crossOrigin]);
    if (address !== this.#address) {
      this.#address = address;
      this.#loader.abort();
      this.#begun();
      if (address && src !== null) void this.#loader.load({ src, base, crossOrigin });
      else this.#series = [];
    }
    this.#choose();
  }

  /** A load that is going on is for nothing, and begins anew when it is wanted again. */
  abort(): void {
    if (!this.#loader.busy) return;
    this.#loader.abort();
    this.#address = null;
    this.#begun();
  }

  /** The stack that attributes name by their indices; where they do not, the first that has a volume, else the first. */
  #choose(): void {
    const { seriesIndex = null, stackIndex = null } = this.#wanted ?? {};
    const among = seriesIndex === null ? this.#series : this.#series.slice(Number(seriesIndex)).slice(0, 1);
    const stacks = among.flatMap((each) => each.stacks);
    this.#stack =
      (stackIndex === null
        ? (stacks.find(({ volume }) => volume) ?? stacks[0])
        : among[0]?.stacks[Number(stackIndex)]) ?? null;
  }
}
