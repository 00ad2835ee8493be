// A folder as it comes from a hospital: many series, and a file that is none.
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';

/** Seven series, and a document. */
export async function manyFiles(): Promise<{ name: string; bytes: readonly number[] }[]> {
  const small = { rows: 48, columns: 40, slices: 9, pixelSpacing: [5, 5], step: 16 } as const;
  const described = ['Head, sharp', 'Head, soft', 'Angiography, arterial phase, thin slices', 'Late', 'Localizer'];
  const series = await Promise.all([
    ...described.map((seriesDescription, n) =>
      phantomSeries({ ...PHANTOMS.head.options, ...small, seriesDescription, seed: n + 1 }),
    ),
    phantomSeries({ ...PHANTOMS['head-tilt-20'].options, ...small, seriesDescription: 'Head, tilted', seed: 9 }),
    phantomSeries({ ...PHANTOMS['head-uneven'].options, ...small, seed: 10 }),
  ]);
  return [
    ...series.flatMap((files, n) => files.map(({ name, bytes }) => ({ name: `${n}/${name}`, bytes: [...bytes] }))),
    { name: 'READ.ME', bytes: [...Buffer.from('no image')] },
  ];
}
