import { measure } from '../measure/measure.ts';
import type { Measurement } from '../measure/measurement.ts';
import { resultLines } from '../measure/result-lines.ts';
import type { Volume } from '../volume/volume.ts';

/** Results in words, measured once a measurement: they are drawn with every frame. */
export class KnownResults {
  readonly #known = new WeakMap<Measurement, { readonly volume: Volume; readonly lines: readonly string[] }>();

  linesOf(volume: Volume, measurement: Measurement): readonly string[] {
    const known = this.#known.get(measurement);
    if (known?.volume === volume) return known.lines;
    const lines = resultLines(measure(volume, measurement));
    this.#known.set(measurement, { volume, lines });
    return lines;
  }
}
