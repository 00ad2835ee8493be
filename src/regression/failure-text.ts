// What a failing test says: what is off, where, and what else is another than it was.
import { channelLines, numberText, verdict } from './comparison-words.ts';
import type { Golden } from './golden.ts';
import type { Judgement } from './judge.ts';
import type { PlaneDescription } from './plane-description.ts';

/** @param hint  what can be done */
export function failureText(title: string, judgement: Judgement, notes: readonly string[], hint: string): string {
  const { found, expected, actual, faults } = judgement;
  const said = found.mismatch || !found.same ? verdict(found, expected, actual) : faults[0]!;
  const more = faults.filter((fault) => fault !== 'pixels are off' && fault !== said && !fault.startsWith('another '));
  const left = found.skipped > 0 ? [`${found.skipped} pixels where the picture jumps are left out`] : [];
  const lines = [
    said,
    ...more,
    ...channelLines(found).map((line) => `expected and actual, ${line}`),
    ...left,
    ...notes,
  ];
  return [title, '', ...lines.map((line) => `  ${line}`), '', hint].join('\n');
}

/** How what was drawn differs from what the golden was drawn from; a bug in either is no difference. */
export function descriptionNotes(
  golden: Golden | null,
  description: PlaneDescription | null,
  sha256: string | null,
): readonly string[] {
  if (!golden || !description) return [];
  const [was, is] = [golden.description, description].map(({ plane, ...rest }) => ({ ...rest, ...plane }));
  const notes = Object.entries(was!).flatMap(([key, value]) => {
    const [before, now] = [value, is![key as keyof typeof is]].map((each) => JSON.stringify(each));
    return before === now ? [] : [`${key}: the golden has ${short(before!)}, this picture ${short(now!)}`];
  });
  const other = sha256 !== null && sha256 !== golden.volume.sha256;
  return other ? [...notes, 'volume: another than that of the golden'] : notes;
}

const short = (text: string): string => (text.length > 240 ? `${text.slice(0, 240)}…` : text);

/** What a picture shows, a line a part. */
export function descriptionLines(description: PlaneDescription): readonly (readonly [name: string, text: string])[] {
  const { plane, interpolation, slab, padding, window, invert, colormap } = description;
  const vector = (numbers: readonly number[]): string => numbers.map(numberText).join(', ');
  return [
    ['pixels', `${plane.width} × ${plane.height}, ${plane.spacing.map(numberText).join(' × ')} mm`],
    ['centre', `${vector(plane.center)} mm`],
    ['right', vector(plane.right)],
    ['down', vector(plane.down)],
    ['interpolation', interpolation],
    ...(slab ? ([['slab', `${numberText(slab.thickness)} mm, ${slab.mode}`]] as const) : []),
    ...(padding === 'keep' ? ([['padding', 'kept']] as const) : []),
    ...(window ? ([['window', windowWord(window)]] as const) : []),
    ...(invert ? ([['inverted', 'yes']] as const) : []),
    ...(colormap === 'grey'
      ? []
      : ([['colour map', typeof colormap === 'string' ? colormap : colormap.name]] as const)),
  ];
}

function windowWord(window: NonNullable<PlaneDescription['window']>): string {
  if (window.function === 'LUT') return `VOI LUT ${window.lut}`;
  return `${numberText(window.center)} / ${numberText(window.width)}${window.function === 'LINEAR' ? '' : `, ${window.function}`}`;
}
