// What to call each stack of a series: what tells it from the others, and its size.
import type { ImageHeader } from '../dicom/image-header.ts';
import { cross } from '../math/vec3.ts';

/** Cosine above which a normal counts as a patient axis. */
const ALONG = Math.cos(Math.PI / 6);

const short = (value: number): number => Number(value.toFixed(2));

type Trait = (header: ImageHeader) => string;

const TRAITS: readonly Trait[] = [
  ({ geometry }) => {
    if (!geometry) return '';
    const names = ['sagittal', 'coronal', 'axial'];
    return names[cross(geometry.row, geometry.column).findIndex((part) => Math.abs(part) > ALONG)] ?? 'oblique';
  },
  ({ imageType }) => (imageType.includes('LOCALIZER') ? 'localizer' : imageType.slice(2).join(' ').toLowerCase()),
  ({ stackID }) => stackID && `stack ${stackID}`,
  ({ frameGroup }) => frameGroup,
  ({ segmentNumber }) => (segmentNumber === null ? '' : `segment ${segmentNumber}`),
  ({ echoTime }) => (echoTime === null ? '' : `echo ${short(echoTime)} ms`),
  ({ diffusionBValue }) => (diffusionBValue === null ? '' : `b ${diffusionBValue}`),
  ({ diffusionDirection }) => (diffusionDirection ? `direction ${diffusionDirection.map(short).join(' ')}` : ''),
  ({ unit }) => unit,
];

/**
 * @param firsts  a header of each stack
 * @param slices  slices of each stack, at one time
 * @returns for example 'axial, echo 20 ms, 12 × 128 × 128'
 */
export function stackLabels(firsts: readonly ImageHeader[], slices: readonly number[]): readonly string[] {
  const differs = (trait: Trait): boolean => new Set(firsts.map(trait)).size > 1;
  const telling = TRAITS.filter(differs);
  const labelsBy = (traits: readonly Trait[]): readonly string[] =>
    firsts.map((header, n) => {
      const { rows, columns } = header.pixels;
      return [...traits.map((trait) => trait(header)).filter(Boolean), `${slices[n]} × ${columns} × ${rows}`].join(
        ', ',
      );
    });
  const labels = labelsBy(telling);
  if (new Set(labels).size === labels.length) return labels;
  const names = new Set(firsts.flatMap(({ dimensions }) => dimensions.map(({ name }) => name)));
  const byDimension = [...names].map((name) => ({ dimensions }: ImageHeader) => {
    const own = dimensions.find((dimension) => dimension.name === name && dimension.kind !== 'time');
    return own ? `${name}: ${own.index}` : '';
  });
  return numbered(labelsBy([...telling, ...byDimension.filter(differs)]));
}

/** Where nothing tells stacks apart, as of frames of reference, their order does. */
function numbered(labels: readonly string[]): readonly string[] {
  return labels.map((label, n) => {
    const before = labels.slice(0, n).filter((other) => other === label).length;
    return labels.indexOf(label, n + 1) < 0 && before === 0 ? label : `${label} (${before + 1})`;
  });
}
