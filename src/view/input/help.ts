// The help sheet's rows, from the tables that decide: nothing that works can be missing from it.
import { KEYS } from './keys.ts';
import { BUTTONS } from './mouse.ts';
import { FINGERS } from './touch.ts';

export interface HelpRow {
  readonly input: string;
  readonly words: string;
}

export interface HelpSection {
  readonly title: string;
  readonly rows: readonly HelpRow[];
}

export const helpSheet = (): readonly HelpSection[] => [
  {
    title: 'Mouse and pen',
    rows: [
      ...BUTTONS.map(({ input, words }) => ({ input, words })),
      { input: 'Wheel', words: 'next, previous slice; faster when spun' },
      { input: 'Ctrl wheel, pinch', words: 'zoom at the pointer' },
      { input: 'Click', words: 'crosshair' },
      { input: 'Double click', words: 'maximise' },
    ],
  },
  { title: 'Touch', rows: FINGERS },
  { title: 'Keys', rows: KEYS.map(({ label, words }) => ({ input: label, words })) },
];
