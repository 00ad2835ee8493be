// The report in plain sentences, only of what matters.
import type { StackFacts } from './stack-facts.ts';

/** Below these nobody asks: degrees, mm. */
const TILT = 0.1;
const OVERLAP = 0.05;

const mm = (value: number): string => `${Number(value.toFixed(2))} mm`;

export function reportWords(report: StackFacts): readonly string[] {
  const { increment, overlap, sliceThickness } = report;
  const words: string[] = [];
  const say = (when: boolean, sentence: string): void => {
    if (when) words.push(sentence);
  };
  say(
    report.tiltDegrees > TILT,
    `Slices lean ${report.tiltDegrees.toFixed(1)}° against their stack (gantry tilt); each is drawn in its own plane.`,
  );
  say(
    report.uneven && increment !== null,
    `Slices lie unevenly, ${mm(increment?.min ?? 0)} to ${mm(increment?.max ?? 0)} apart; each is drawn at its own place.`,
  );
  say(
    report.missing.length > 0,
    `${report.missing.length === 1 ? 'A slice is' : `${report.missing.length} slices are`} missing, at ${report.missing.map(mm).join(', ')} along the stack; what is drawn there is interpolated from farther away.`,
  );
  if (overlap !== null && increment !== null && Math.abs(overlap) > OVERLAP) {
    const share = Math.round((-overlap / increment.median) * 100);
    words.push(
      overlap > 0
        ? `Slices are ${mm(sliceThickness ?? 0)} thick and overlap by ${mm(overlap)}.`
        : `${mm(-overlap)} gap between slices ${mm(sliceThickness ?? 0)} thick: ${share} % of the anatomy is not in these pictures.`,
    );
  }
  say(
    report.duplicates.length > 0,
    `${report.duplicates.length} ${report.duplicates.length === 1 ? 'image shares its' : 'images share their'} place with another and ${report.duplicates.length === 1 ? 'is' : 'are'} left out.`,
  );
  say(report.instanceNumbersDisagree, 'Instance numbers disagree with where the slices are; position decides.');
  say(report.perSliceRescale, 'Slices have their own rescale slopes; each is applied before interpolation.');
  say(report.padded, 'Padding around the field of view is no measurement and is left out.');
  return words;
}
