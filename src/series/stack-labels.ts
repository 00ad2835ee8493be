// What to call each stack of a series: what tells it from the others, and its size.
import type { ImageHeader } from '../dicom/image-header.ts';
import { cross } from '../math/vec3.ts';

/** Cosine above which a normal counts as a patient axis. */
const ALONG = Math.cos(Math.PI / 6);

const TRAITS: readonly ((header: ImageHeader) => string)[] = [
  ({ geometry }) => {
    if (!geometry) return '';
    const names = ['sagittal', 'coronal', 'axial'];
    return names[cross(geometry.row, geometry.column).findIndex((part) => Math.abs(part) > ALONG)] ?? 'oblique';
  },
  ({ imageType }) => (imageType.includes('LOCALIZER') ? 'localizer' : imageType.slice(2).join(' ').toLowerCase()),
  ({ stackID }) => stackID && `stack ${stackID}`,
  ({ frameGroup }) => frameGroup && `detector group ${frameGroup}`,
  ({ echoTime }) => (echoTime === null ? '' : `echo ${Number(echoTime.toFixed(2))} ms`),
  ({ diffusionBValue }) => (diffusionBValue === null ? '' : `b ${diffusionBValue}`),
  ({ unit }) => unit,
];

/**
 * @param firsts  a header of each stack
 * @param slices  slices of each stack, at one time
 * @returns for example 'axial, echo 20 ms, 12 × 128 × 128'
 */
export function stackLabels(firsts: readonly ImageHeader[], slices: readonly number[]): readonly string[] {
  const telling = TRAITS.filter((trait) => new Set(firsts.map(trait)).size > 1);
  return firsts.map((header, n) => {
    const { rows, columns } = header.pixels;
    return [...telling.map((trait) => trait(header)).filter(Boolean), `${slices[n]} × ${columns} × ${rows}`].join(', ');
  });
}
