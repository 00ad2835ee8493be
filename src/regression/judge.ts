// Whether a picture is what it should be, within what a test allows.
import { ResliceError } from '../errors.ts';
import type { Volume } from '../volume/volume.ts';
import { breakMask } from './break-mask.ts';
import { colorLevels } from './color-levels.ts';
import { comparePictures, type PictureComparison } from './compare-pictures.ts';
import { drawDescription } from './draw-description.ts';
import type { Picture } from './picture.ts';
import type { PlaneDescription } from './plane-description.ts';

export interface MatchOptions {
  /** Levels by which a pixel may differ; 0 where absent. */
  readonly maxLevel?: number;
  /** The same of values, in their unit. */
  readonly maxValue?: number;
  /** Share of the compared pixels that may differ at all; 1 where absent. */
  readonly maxShare?: number;
  /**
   * Whether pixels where the picture itself jumps (ties of nearest, the volume's faces, half padding, steps of a LUT) are left out: there
   * float32 may rightly fall on the other side. They are found from the volume and the plane. Where absent, for what a GPU drew.
   */
  readonly skipBreaks?: boolean;
  /** Share of the picture that may be left out so; 0.01 where absent. */
  readonly maxSkipped?: number;
  /** What the report calls it; the test's name where absent and known. */
  readonly name?: string;
}

export interface Judgement {
  readonly pass: boolean;
  /** What is wrong, a line each; none where nothing is. */
  readonly faults: readonly string[];
  readonly found: PictureComparison;
  readonly expected: Picture;
  readonly actual: Picture;
}

/** What is known of how the pictures came about. */
export interface JudgedOf {
  readonly volume: Volume | null;
  readonly description: PlaneDescription | null;
  readonly drawnBy: 'cpu' | 'gpu';
}

const bad = (detail: string): ResliceError => new ResliceError('use/bad-argument', { detail });

/** @throws ResliceError 'use/bad-argument' for options that cannot be, or that are for another kind of picture */
export function judge(expected: Picture, actual: Picture, of: JudgedOf, options: MatchOptions): Judgement {
  const tolerance = toleranceOf(expected, options);
  const maxShare = share('maxShare', options.maxShare ?? 1);
  const maxSkipped = share('maxSkipped', options.maxSkipped ?? 0.01);
  const sameSize = expected.width === actual.width && expected.height === actual.height;
  const known = sameSize && fits(of.description, expected) ? of : null;
  const skip = options.skipBreaks ?? of.drawnBy === 'gpu';
  const mask = skip && known?.volume ? breakMask(known.volume, known.description!) : null;
  const [left, right] = asLevels(expected, actual, known, tolerance);
  const found = comparePictures(left, right, { tolerance, mask });
  const faults = faultsOf(found, { maxShare, maxSkipped }, expected.width * expected.height);
  return { pass: faults.length === 0, faults, found, expected, actual };
}

/** A record, so that a new option cannot be forgotten here. */
const NAMES: Readonly<Record<keyof MatchOptions, true>> = {
  maxLevel: true,
  maxValue: true,
  maxShare: true,
  skipBreaks: true,
  maxSkipped: true,
  name: true,
};

/**
 * A misspelt limit would be no limit, and neither would be what is no record. Runners have realms of their own, so its prototype does not
 * tell.
 * @throws ResliceError 'use/bad-argument'
 */
export function checkOptions(options: MatchOptions): void {
  if (Object.prototype.toString.call(options) !== '[object Object]') throw bad('options are a record: { maxLevel: 1 }');
  for (const name of Object.keys(options)) if (!Object.hasOwn(NAMES, name)) throw bad(`there is no option ${name}`);
}

const fits = (description: PlaneDescription | null, { width, height }: Picture): boolean =>
  description?.plane.width === width && description.plane.height === height;

/** Colours within a tolerance are compared by their levels, where they are those that the volume has in this plane. */
function asLevels(
  expected: Picture,
  actual: Picture,
  known: JudgedOf | null,
  tolerance: number,
): readonly [Picture, Picture] {
  const colored = known?.volume && known.description?.picture === 'colors' && actual.depth === 8 && tolerance > 0;
  if (!colored || !comparePictures(drawDescription(known.volume!, known.description!), expected).same)
    return [expected, actual];
  const levels = colorLevels(known.volume!, known.description!, actual);
  return [levels.expected, levels.actual];
}

function toleranceOf({ depth }: Picture, { maxLevel, maxValue }: MatchOptions): number {
  const [own, other, names] =
    depth === null ? [maxValue, maxLevel, 'values have maxValue'] : [maxLevel, maxValue, 'levels have maxLevel'];
  if (other !== undefined) throw bad(`${names}`);
  if (own !== undefined && !(Number.isFinite(own) && own >= 0)) throw bad(`${names}: a finite number, 0 or more`);
  return own ?? 0;
}

function share(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw bad(`${name} is a share, 0 to 1`);
}

function faultsOf(
  found: PictureComparison,
  { maxShare, maxSkipped }: { readonly maxShare: number; readonly maxSkipped: number },
  pixels: number,
): readonly string[] {
  if (found.mismatch) return [`another ${found.mismatch}`];
  const faults = found.same ? [] : ['pixels are off'];
  const most = Math.max(...found.channels.map(({ differingShare }) => differingShare));
  if (most > maxShare) faults.push(`${shareWord(most)} of the pixels differ, ${shareWord(maxShare)} may`);
  const skipped = found.skipped / pixels;
  if (skipped > maxSkipped)
    faults.push(
      `${shareWord(skipped)} of the pixels lie where the picture jumps, ${shareWord(maxSkipped)} may be left out`,
    );
  return faults;
}

const shareWord = (value: number): string => `${Number((100 * value).toPrecision(3))} %`;
