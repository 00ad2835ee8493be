// The colour maps' tables, a chunk of their own (see colormap.ts), as compact as they are exact.
// Source: DICOM PS3.6 B.1 (the well-known palettes); viridis: Stéfan van der Walt and Nathaniel Smith, CC0
import type { ColormapName } from './colormap.ts';

/** SOP Instance UIDs of the standard's palettes. Source: DICOM PS3.6 table A-1 and B.1.1 to B.1.4 */
export const COLORMAP_UIDS: Readonly<Partial<Record<ColormapName, string>>> = {
  'hot-iron': '1.2.840.10008.1.5.1',
  pet: '1.2.840.10008.1.5.2',
  'hot-metal-blue': '1.2.840.10008.1.5.3',
  'pet-20-step': '1.2.840.10008.1.5.4',
};

/** Red, green and blue from 0 at level 0 on: steps from level to level, each as often as it says. */
const STEPS: Readonly<Partial<Record<ColormapName, readonly [red: string, green: string, blue: string]>>> = {
  'hot-iron': ['2x127 1 0x127', '0x128 2x126 3', '0x191 4x63 3'],
  pet: [
    '0x63 1 2x42 1 2x42 1 2x42 0x63',
    '2x31 3 2x30 3 -2x32 -1 -2x31 -1 2x126 3',
    '1 2x127 -3 -4x63 4x20 5 4x20 5 4x20 5',
  ],
  'hot-metal-blue': [
    '0x85 3x8 2 3x8 2 3 2x2 3 2x2 3 2 3 2x2 3 2x2 3 2 3x8 2 3x16 2 3x8 4x2 3 4x5 3 4x5 3 4x2 0x85',
    '0x119 2x4 1 2x7 1 2x8 1 2x7 1 2x8 1 2x7 1 2x8 1 2x7 1 2x8 1 2x7 1 2x8 1 2x7 1 2x8 1 2x7 1 2x6 1 2x5 1 2x5 1 2x2',
    '2x8 1 2x33 1 2x16 1 2x33 1 2x8 -3x8 -2 -3x8 -6x4 -5 -6x7 -5 -6x4 -3x8 -2 -3x8 0x17 3x8 2 3x16 2 3x16 2 3x16 2 3x10 4 3x3 4 3x3 4 3x3 4 3x2',
  ],
};

/** 20 colours, each for 13 levels, four of them for 12. */
const PET_20_STEP =
  '000000 600050 303050 303070 505080 6060b0 7070c0 8080e0 306030 309030 50c050 40e040 e0e050 d0d060 d0b040 d09000 c06000 b03000 ff0000 ffffff';
const SHORT_STEPS = [3, 7, 11, 15];

/** 256 × red, green, blue: the published float table times 255, rounded. */
const VIRIDIS =
  'RAFURAJWRQRXRQVZRgdaRghcRgpdRgteRw1gRw5hRxBjRxFkRxNlSBRnSBZoSBdpSBhqSBpsSBttSBxuSB1vSB9wSCBxSCFzSCN0SCR1SCV2SCZ3' +
  'SCh4SCl5Ryp6Ryx6Ry17Ry58Ry99RjB+RjJ+RjN/RjSARTWBRTeBRTiCRDmDRDqDRDuEQz2EQz6FQj+FQkCGQkGGQUKHQUSHQEWIQEaIP0eIP0iJ' +
  'PkmJPkqJPkyKPU2KPU6KPE+KPFCLO1GLO1KLOlOLOlSMOVWMOVaMOFiMOFmMN1qMN1uNNlyNNl2NNV6NNV+NNGCNNGGNM2KNM2ONMmSOMmWOMWaO' +
  'MWeOMWiOMGmOMGqOL2uOL2yOLm2OLm6OLm+OLXCOLXGOLHGOLHKOLHOOK3SOK3WOKnaOKneOKniOKXmOKXqOKXuOKHyOKH2OJ36OJ3+OJ4COJoGO' +
  'JoKOJoKOJYOOJYSOJYWOJIaOJIeOI4iOI4mOI4qNIouNIoyNIo2NIY6NIY+NIZCNIZGMIJKMIJKMIJOMH5SMH5WLH5aLH5eLH5iLH5mKH5qKHpuK' +
  'HpyJHp2JH56JH5+IH6CIH6GIH6GHH6KHIKOGIKSGIaWFIaaFIqeFIqiEI6mDJKqDJauCJayCJq2BJ62BKK6AKa9/KrB/LLF+LbJ9LrN8L7R8MbV7' +
  'MrZ6NLZ5Nbd5N7h4OLl3Orp2O7t1Pbx0P7xzQL1yQr5xRL9wRsBvSMFuSsFtTMJsTsNrUMRqUsVpVMVoVsZnWMdlWshkXMhjXsliYMpgY8tfZcte' +
  'Z8xcac1bbM1abs5YcM9Xc9BWddBUd9FTetFRfNJQf9NOgdNNhNRLhtVJidVIi9ZGjtZFkNdDk9dBldhAmNg+m9k8ndk7oNo5oto3pds2qNs0qtwy' +
  'rdwwsN0vst0ttd4ruN4put4ovd8mwN8lwt8jxeAhyOAgyuEfzeEd0OEc0uIb1eIa2OIZ2uMZ3eMY3+MY4uQY5eQZ5+QZ6uUa7OUb7+Uc8eUd9OYe' +
  '9uYg+OYh++cj/ecl';

/** 768 numbers, made anew. */
export function colormapTable(name: ColormapName): Uint8Array {
  if (name === 'viridis') return Uint8Array.from(atob(VIRIDIS), (character) => character.charCodeAt(0));
  const colors = new Uint8Array(768);
  const channels = STEPS[name];
  for (const [channel, steps] of channels?.entries() ?? []) climb(steps, colors, channel);
  if (name === 'pet-20-step') stairs(colors);
  if (name === 'grey-inverted') for (let n = 0; n < 768; n++) colors[n] = 255 - Math.floor(n / 3);
  return colors;
}

function climb(steps: string, colors: Uint8Array, channel: number): void {
  let level = 0;
  let value = 0;
  for (const run of steps.split(' ')) {
    const [step, times = 1] = run.split('x').map(Number);
    for (let n = 0; n < times; n++) colors[3 * ++level + channel] = value += step!;
  }
}

function stairs(colors: Uint8Array): void {
  let level = 0;
  PET_20_STEP.split(' ').forEach((hex, n) => {
    const color = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    for (const end = level + (SHORT_STEPS.includes(n) ? 12 : 13); level < end; level++) colors.set(color, 3 * level);
  });
}
