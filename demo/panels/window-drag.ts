// A window as it is dragged by an edge or its middle, and its numbers as a field holds them. Pure.
import type { VoiWindow } from '../../src/entry/index.ts';

export type Grip = 'low' | 'high' | 'middle';

/** The least width that there is. Source: DICOM PS3.3 C.11.2.1.2.1, C.11.2.1.3 */
export const leastOf = (voi: VoiWindow['function']): number => (voi === 'LINEAR' ? 1 : Number.MIN_VALUE);

/** What is black and what is white, in modality values. */
export const edgesOf = ({ center, width }: VoiWindow): readonly [number, number] => [
  center - width / 2,
  center + width / 2,
];

/**
 * @param by  how far the pointer has gone, in modality values
 * @param pixel  a pixel's worth of them: no window is dragged narrower, but one that is narrower already stays as it is
 */
export function dragged(
  { center, width, function: voi }: VoiWindow,
  grip: Grip,
  by: number,
  pixel: number,
): { readonly center: number; readonly width: number } {
  if (grip === 'middle') return { center: center + by, width };
  const least = voi === 'LINEAR' ? leastOf(voi) : Math.max(pixel, leastOf(voi));
  const next = Math.max(Math.min(width, least), width + (grip === 'low' ? -by : by));
  return { width: next, center: center + ((next - width) / 2) * (grip === 'low' ? -1 : 1) };
}

/** Whole from 100 on; else of four digits that count: a map of diffusion has its window within 0.004. */
export const plain = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(4)));
