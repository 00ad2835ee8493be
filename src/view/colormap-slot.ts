// A view's colour map: named in its state, its table loaded when it is first asked for.
import { ResliceError } from '../errors.ts';
import { type Colormap, type ColormapName, createColormap } from '../voi/colormap.ts';
import { loadColormap } from '../voi/load-colormap.ts';
import type { ViewState } from './view-state.ts';

/** The table of what a state names, null for grey. */
export const colormapOf = async (asked: ViewState['colormap']): Promise<Colormap | null> =>
  typeof asked === 'string' ? loadColormap(asked) : createColormap(asked);

export class ColormapSlot {
  readonly #changed: (error?: ResliceError) => void;
  #asked: ViewState['colormap'] | null = null;
  #table: Colormap | null | undefined;

  /** @param changed  called when what was on its way is there, or cannot come: then the next `of` asks again */
  constructor(changed: (error?: ResliceError) => void) {
    this.#changed = changed;
  }

  /** @returns the table, null for grey; undefined while it is on its way: whoever draws waits, rather than in other colours */
  of(asked: ViewState['colormap']): Colormap | null | undefined {
    if (asked !== this.#asked) {
      this.#asked = asked;
      if (typeof asked === 'string') this.#load(asked);
      else this.#table = createColormap(asked);
    }
    return this.#table;
  }

  #load(name: ColormapName): void {
    this.#table = name === 'grey' ? null : undefined;
    if (name === 'grey') return;
    const done = (table: Colormap | null | undefined, error?: ResliceError): void => {
      if (this.#asked !== name) return;
      this.#table = table;
      if (error) this.#asked = null;
      this.#changed(error);
    };
    loadColormap(name).then(done, (cause) =>
      done(undefined, new ResliceError('load/unreadable', { detail: `colour map ${name}` }, { cause })),
    );
  }
}
