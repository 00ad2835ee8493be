// The value under the pointer, or where the planes meet, as a line of text.
import { type Probe, patientToPixel } from '../../src/entry/index.ts';
import type { Pictures } from '../app/pictures.ts';
import { modality, patient } from '../ui/format.ts';

export const valueText = ({ value, unit, position }: Probe): string =>
  `${[modality(value), unit].filter(Boolean).join(' ')} at ${patient(position).replaceAll('  ', ' ')}`;

/** What the active plane shows where the planes meet; null where that is out of sight. */
export function valueAtCrosshair({ view, point }: Pictures): Probe | null {
  if (!view || !point) return null;
  const { plane, canvas } = view;
  const [i, j] = patientToPixel(plane, point);
  return view.valueAt(((i + 0.5) * canvas.clientWidth) / plane.width, ((j + 0.5) * canvas.clientHeight) / plane.height);
}

/** Keeps the value that was shown last under the pointer. */
export class ValueCopy {
  readonly #pictures: Pictures;
  #probe: Probe | null = null;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
    pictures.probed.listen(({ probe }) => {
      this.#probe = probe;
    });
  }

  /** Null where there is no value. */
  get text(): string | null {
    const probe = this.#probe ?? valueAtCrosshair(this.#pictures);
    return probe && valueText(probe);
  }
}
