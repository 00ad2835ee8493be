// How a stack's pictures are stored, and what was lost on the way to them.
import { type ImageHeader, transferSyntaxName } from '../../src/entry/dicom.ts';

/** One line a transfer syntax: its name, its UID, and of how many images where there are several. */
export function syntaxWords(images: readonly ImageHeader[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { transferSyntaxUID: uid } of images) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  return [...counts].map(([uid, count]) => {
    const some = counts.size > 1 ? `, ${count} of ${images.length} images` : '';
    return `${transferSyntaxName(uid) || 'Unknown'} (${uid})${some}`;
  });
}

/** '' where no header tells of a loss. */
export function lossWords(images: readonly ImageHeader[]): string {
  const lossy = images.filter((image) => image.lossy);
  if (lossy.length === 0) return '';
  const steps = new Set(lossy.map(({ lossyMethods, lossyRatios }) => stepsOf(lossyMethods, lossyRatios)));
  const some = lossy.length < images.length ? `, ${lossy.length} of ${images.length} images` : '';
  return `${[...steps].join('; ')}${some}`;
}

/** Each lossy step in turn, as the file tells it. */
function stepsOf(methods: readonly string[], ratios: readonly number[]): string {
  const steps = Array.from({ length: Math.max(methods.length, ratios.length) }, (_, n) =>
    [methods[n], ratios[n] && `${Number(ratios[n].toFixed(1))}:1`].filter(Boolean).join(' '),
  );
  return steps.join(', then ') || 'compressed with a loss, how is not told';
}
