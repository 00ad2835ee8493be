// What a test has in hand -> a picture, and what is known of how it came about.
import { ResliceError } from '../errors.ts';
import type { Volume } from '../volume/volume.ts';
import { numberText } from './comparison-words.ts';
import { drawDescription } from './draw-description.ts';
import type { GoldenSource } from './golden.ts';
import { greyPicture, interleavedPicture, type Picture, valuePicture } from './picture.ts';
import { describePlane, type PictureKind, type PlaneDescription, type PlaneRequest } from './plane-description.ts';
import { readPng } from './read-png.ts';

/** Pixels in one of their forms, or none: then the reference draws. With a volume and a plane a golden can be drawn of it. */
export interface DrawnPlane extends PlaneRequest {
  readonly volume?: Volume;
  /** Levels, length width·height. */
  readonly levels?: Uint8Array | Uint8ClampedArray;
  /** Red, green, blue, alpha, length 4·width·height. */
  readonly colors?: Uint8Array | Uint8ClampedArray;
  /** Modality values, length width·height, NaN outside. */
  readonly values?: Float32Array | Float64Array;
  /** A PNG's bytes, as `view.snapshot()` gives them. */
  readonly png?: Uint8Array;
  /** Pixels; those of `plane` where absent. */
  readonly width?: number;
  readonly height?: number;
  /** Who drew the pixels: a GPU is not held to pixels where a picture jumps. 'cpu' where absent. */
  readonly drawnBy?: 'cpu' | 'gpu';
  readonly source?: GoldenSource | null;
  /** Of the volume that a page shows: where it is another than `volume`, a failure says so. */
  readonly shownVolume?: Pick<Volume, 'size' | 'unit' | 'modalityRange'>;
}

/** A PNG's bytes by themselves, or a record. */
export type ActualPlane = Uint8Array | DrawnPlane;

export interface ReadPlane {
  readonly picture: Picture;
  readonly volume: Volume | null;
  /** null where the volume or the plane is not told. */
  readonly description: PlaneDescription | null;
  readonly drawnBy: 'cpu' | 'gpu';
  readonly source: GoldenSource | null;
  /** What is known to be wrong before pixels are compared. */
  readonly notes: readonly string[];
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });

const FORMS = ['levels', 'colors', 'values', 'png'] as const;

/**
 * @param given  a volume for a record that brings none
 * @throws ResliceError 'use/bad-argument' where it is nothing of the kind, 'load/unreadable' of a PNG, and as `describePlane`
 */
export function readActual(actual: ActualPlane, given: Volume | null = null): ReadPlane {
  checkVolume(given);
  if (actual instanceof Uint8Array)
    return { picture: readPng(actual), volume: given, description: null, drawnBy: 'cpu', source: null, notes: [] };
  if (typeof actual !== 'object' || !actual) throw bad("a plane to compare is a PNG's bytes, or a record of pixels");
  const forms = FORMS.filter((form) => actual[form] !== undefined);
  if (forms.length > 1) throw bad(`a plane to compare has one of ${FORMS.join(', ')}, not ${forms.join(' and ')}`);
  const [form] = forms;
  checkVolume(actual.volume ?? null);
  const volume = actual.volume ?? given;
  const { drawnBy = 'cpu', source = null } = actual;
  // A named plane is the volume's; pixels without a word of where they lie are pixels.
  const told = volume && (actual.plane || !form);
  const description = told ? describePlane(volume, actual, kindOf(actual, form)) : null;
  if (!form && !description) throw bad(`a plane to compare has one of ${FORMS.join(', ')}, or a volume and a plane`);
  const picture = form
    ? pictureOf(actual, form, description)
    : drawDescription(volume!, description!, { specialised: true });
  const notes = volume && actual.shownVolume ? volumeNotes(actual.shownVolume, volume) : [];
  return { picture, volume, description, drawnBy: form ? drawnBy : 'cpu', source, notes };
}

/** Options in a volume's place would be no limits. */
function checkVolume(volume: Volume | null): void {
  if (volume !== null && !Array.isArray(volume.slices))
    throw bad('a volume comes first, as createVolume or loadSeries gives it, and options behind it');
}

function kindOf({ colormap = 'grey' }: DrawnPlane, form: (typeof FORMS)[number] | undefined): PictureKind | undefined {
  if (form === 'levels' || form === 'values') return form;
  return colormap === 'grey' ? 'levels' : 'colors';
}

function pictureOf(actual: DrawnPlane, form: (typeof FORMS)[number], description: PlaneDescription | null): Picture {
  if (form === 'png') return readPng(actual.png!);
  const plane = description?.plane ?? (typeof actual.plane === 'object' ? actual.plane : undefined);
  const [width, height] = [actual.width ?? plane?.width ?? 0, actual.height ?? plane?.height ?? 0];
  if (form === 'levels') return greyPicture(actual.levels!, width, height);
  if (form === 'values') return valuePicture(actual.values!, width, height);
  return interleavedPicture(actual.colors!, 4, width, height);
}

function volumeNotes(shown: NonNullable<DrawnPlane['shownVolume']>, own: Volume): readonly string[] {
  const text = ({ size, unit, modalityRange }: typeof shown): string =>
    `${size.join(' × ')}, ${modalityRange.map(numberText).join(' to ')} ${unit}`;
  return text(shown) === text(own) ? [] : [`the page shows another volume: ${text(shown)}; here: ${text(own)}`];
}
