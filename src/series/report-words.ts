// The report in plain sentences: what to beware of first.
import { windowText } from '../voi/window-text.ts';
import type { StackFacts } from './stack-facts.ts';

/** Below these nobody asks: degrees, mm. */
const TILT = 0.1;
const OVERLAP = 0.05;
const DRIFT = 0.05;
/** More windows, or places, are not listed. */
const MOST = 8;

const mm = (value: number): string => `${Number(value.toFixed(2))} mm`;
const listed = (texts: readonly string[]): string =>
  texts.slice(0, MOST).join(', ') + (texts.length > MOST ? ` and ${texts.length - MOST} more` : '');

export function reportWords(report: StackFacts): readonly string[] {
  const { slices, tiltDegrees, drift, missing, duplicates } = report;
  return [
    tiltDegrees > TILT &&
      `Slices lean ${tiltDegrees.toFixed(1)}° against their stack (gantry tilt); each is drawn in its own plane.`,
    drift > DRIFT &&
      `Slices lie up to ${mm(drift)} sideways off a straight line (drift); each is drawn at its own place.`,
    report.uneven && spacingWords(report),
    missing.length > 0 &&
      `${missing.length === 1 ? 'A slice is' : `${missing.length} slices are`} missing, at ${listed(missing.map(mm))} along the stack; what is drawn there, if anything, is interpolated from farther away.`,
    lackingWords(report),
    report.guessed &&
      'Which image belongs to which time is a guess where a place has not as many as the others: there the last are taken to be missing.',
    duplicates.length > 0 &&
      (duplicates.length === 1
        ? '1 image shares its place with another and is left out.'
        : `${duplicates.length} images share their place with another and are left out.`),
    report.instanceNumbersDisagree && 'Instance numbers disagree with where the slices are; position decides.',
    lossyWords(report),
    report.perSliceRescale && 'Slices have their own rescale slopes; each is applied before interpolation.',
    report.padded && 'Padding around the field of view is no measurement and is left out.',
    thicknessWords(report),
    !report.uneven && spacingWords(report),
    slices > 1 && tiltDegrees <= TILT && drift <= DRIFT && 'Slices lie straight above each other: no tilt, no drift.',
    windowWords(report),
  ].filter((sentence) => sentence !== false);
}

function spacingWords({ slices, increment, uneven }: StackFacts): string {
  if (!increment) return `${slices === 1 ? 'One slice' : `${slices} slices`}.`;
  const { min, median, max } = increment;
  return uneven
    ? `Slices lie unevenly, ${mm(min)} to ${mm(max)} apart (median ${mm(median)}); each is drawn at its own place.`
    : `${slices} slices lie evenly, ${mm(median)} apart.`;
}

function lackingWords({ slices, lacking }: StackFacts): string | false {
  if (lacking.length === 0) return false;
  return `This time has ${slices} of the stack's ${slices + lacking.length} slices: the series is incomplete or was interrupted.`;
}

function thicknessWords({ overlap, increment, sliceThickness, uneven }: StackFacts): string | false {
  if (sliceThickness === null) return 'How thick the slices are is not told.';
  if (overlap === null || increment === null || Math.abs(overlap) <= OVERLAP)
    return `${increment ? 'Slices are' : 'The slice is'} ${mm(sliceThickness)} thick${increment ? ', without gap or overlap' : ''}.`;
  if (overlap > 0)
    return `Slices are ${mm(sliceThickness)} thick and overlap by ${mm(overlap)}${uneven ? ' at the median step' : ''}.`;
  const share = Math.round((-overlap / increment.median) * 100);
  return `${mm(-overlap)} gap between slices ${mm(sliceThickness)} thick: ${share} % of the anatomy is not in these pictures.`;
}

function lossyWords({ lossy, slices }: StackFacts): string | false {
  if (!lossy) return false;
  const { methods, ratio } = lossy;
  const how = [methods.join(', '), ratio !== null && `${Number(ratio.toFixed(1))}:1`].filter(Boolean).join(', ');
  const which = lossy.slices === slices ? 'The pictures were' : `${lossy.slices} of ${slices} slices were`;
  return `${which} compressed with a loss${how && ` (${how})`}: values are not those that were measured.`;
}

function windowWords({ windows }: StackFacts): string {
  if (windows.length === 0) return 'The files hold no window.';
  return `${windows.length === 1 ? 'Window' : 'Windows'} in the files: ${listed(windows.map(windowText))}.`;
}
