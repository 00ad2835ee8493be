// Phantoms with names, each for what it shows.
import { type Field, petValueAt } from './fields.ts';
import { headValueAt } from './head.ts';
import type { PhantomOptions } from './options.ts';

export interface PhantomPreset {
  readonly title: string;
  readonly options: Partial<PhantomOptions>;
  readonly field: Field;
}

const head = (title: string, options: Partial<PhantomOptions>): PhantomPreset => ({
  title,
  options: { noise: 3, seriesDescription: title, ...options },
  field: headValueAt,
});

export const PHANTOMS = {
  head: head('Head with a bleed', {}),
  'head-tilt-20': head('Head, gantry tilted by 20 degrees', { gantryTilt: 20 }),
  'head-uneven': head('Head, uneven slices', { gantryTilt: 12, unevenSteps: [1, 1, 0.5, 1.7], slices: 54 }),
  'pet-per-slice-slope': {
    title: 'Brain PET, a slope for each slice',
    field: petValueAt,
    options: {
      rows: 96,
      columns: 96,
      pixelSpacing: [2.34375, 2.34375],
      step: 3.27,
      slices: 56,
      sliceThickness: 3.27,
      modality: 'PT',
      unit: 'BQML',
      rescaleSlope: (k) => 1.5 + 0.5 * Math.sin(k * 1.3),
      windows: [{ center: 12_000, width: 24_000, explanation: 'UPTAKE' }],
      noise: 250,
      seriesDescription: 'Brain PET, a slope for each slice',
    },
  },
  'uint16-full-range': head('Head over all of 16 bits', {
    signed: false,
    rescaleSlope: () => 0.0625,
    rescaleIntercept: () => -1024,
  }),
} as const satisfies Record<string, PhantomPreset>;

export type PhantomName = keyof typeof PHANTOMS;
