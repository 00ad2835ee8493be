// What is remembered of how somebody works, on their own device: nothing of any file. Storage may be full, forbidden or filled by
// others; then there are no settings, and nobody is bothered.
import type { MprLayout } from '../../src/entry/element.ts';
import type { Interpolation, OverlayLayer, Tool } from '../../src/entry/index.ts';
import { type Codec, type Codecs, decode, encode, oneOf } from './codec.ts';

export const THEMES = ['dark', 'light', 'system'] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  readonly theme: Theme;
  readonly layout: MprLayout;
  readonly tool: Tool;
  /** The layers that are shown. */
  readonly overlay: readonly OverlayLayer[];
  readonly kernel: Interpolation;
}

/** Written out, so that the start screen need not load the library for them; a test compares. */
const TOOLS: readonly Tool[] = [
  'scrub',
  'crosshair',
  'window',
  'pan',
  'zoom',
  'rotate',
  'measure:length',
  'measure:angle',
  'measure:ellipse',
  'measure:rectangle',
  'measure:probe',
];
const LAYERS: readonly OverlayLayer[] = [
  'letters',
  'scale',
  'window',
  'place',
  'sampling',
  'badges',
  'crosshair',
  'measurements',
];

const overlay: Codec<readonly OverlayLayer[]> = {
  write: (layers) => layers.join(',') || 'none',
  read(text) {
    const named = text === 'none' ? [] : text.split(',');
    const known = LAYERS.filter((layer) => named.includes(layer));
    return known.length === named.length ? known : null;
  },
};

const CODECS: Codecs<Settings> = {
  theme: oneOf(THEMES),
  layout: oneOf(['2x2', '1+3', 'one']),
  tool: oneOf(TOOLS),
  overlay,
  kernel: oneOf(['linear', 'nearest', 'cubic']),
};

/** theme-first.js reads it, too. */
export const SETTINGS_KEY = 'reslice-settings';

/** As a function, since to ask for localStorage may throw already. */
export type StorageOf = () => Pick<Storage, 'getItem' | 'setItem'>;

export const encodeSettings = (settings: Partial<Settings>): string => encode(CODECS, settings);

export const decodeSettings = (text: string): Partial<Settings> => decode(CODECS, text).value;

export function loadSettings(storage: StorageOf = () => localStorage): Partial<Settings> {
  try {
    const text: unknown = storage().getItem(SETTINGS_KEY);
    return typeof text === 'string' ? decodeSettings(text) : {};
  } catch {
    return {};
  }
}

/** Those that are named; the others stay. */
export function saveSettings(settings: Partial<Settings>, storage: StorageOf = () => localStorage): void {
  const before = loadSettings(storage);
  const text = encodeSettings({ ...before, ...settings });
  if (text === encodeSettings(before)) return;
  try {
    storage().setItem(SETTINGS_KEY, text);
  } catch {
    // Then it is not remembered.
  }
}
