// What the demo remembers, where storage does what it likes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeSettings,
  encodeSettings,
  loadSettings,
  SETTINGS_KEY,
  type Settings,
  saveSettings,
  THEMES,
} from '../../demo/link/settings.ts';
import { OVERLAY_LAYERS, TOOLS } from '../../src/entry/index.ts';

const settings: fc.Arbitrary<Partial<Settings>> = fc.record(
  {
    theme: fc.constantFrom(...THEMES),
    layout: fc.constantFrom('2x2' as const, '1+3' as const, 'one' as const),
    tool: fc.constantFrom(...TOOLS),
    overlay: fc.subarray([...OVERLAY_LAYERS]),
    kernel: fc.constantFrom('linear' as const, 'nearest' as const, 'cubic' as const),
  },
  { requiredKeys: [] },
);

const memory = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
};
const throws = (): never => {
  throw new DOMException('no', 'SecurityError');
};

describe('settings', () => {
  test('come back as they were, every tool and layer of the library too (seed 3)', () => {
    fc.assert(
      fc.property(settings, (set) => {
        expect(decodeSettings(encodeSettings(set))).toEqual(set);
      }),
      { seed: 3 },
    );
    for (const tool of TOOLS) expect(decodeSettings(encodeSettings({ tool }))).toEqual({ tool });
    expect(decodeSettings(encodeSettings({ overlay: OVERLAY_LAYERS }))).toEqual({ overlay: OVERLAY_LAYERS });
  });

  test('are saved one by one, and the others stay', () => {
    const storage = memory();
    saveSettings({ theme: 'light', tool: 'pan' }, () => storage);
    saveSettings({ tool: 'zoom' }, () => storage);
    expect(loadSettings(() => storage)).toEqual({ theme: 'light', tool: 'zoom' });
    expect([...storage.kept.keys()]).toEqual([SETTINGS_KEY]);
  });

  test('that are broken are left out, each by itself', () => {
    expect(decodeSettings('v1&theme=pink&tool=zoom&overlay=letters,nothing&kernel=__proto__')).toEqual({
      tool: 'zoom',
    });
  });

  test('are none where storage throws, and saving is silent', () => {
    expect(loadSettings(throws)).toEqual({});
    expect(loadSettings(() => ({ getItem: throws, setItem: throws }))).toEqual({});
    expect(() => saveSettings({ tool: 'pan' }, throws)).not.toThrow();
    expect(() => saveSettings({ tool: 'pan' }, () => ({ getItem: () => null, setItem: throws }))).not.toThrow();
  });

  test('are none where storage holds anything at all (seed 3)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 5000 }), fc.anything()), (found) => {
        const read = loadSettings(() => ({ getItem: () => found as string, setItem: throws }));
        expect(encodeSettings(decodeSettings(encodeSettings(read)))).toBe(encodeSettings(read));
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});

describe('the first theme', () => {
  const source = readFileSync(join(import.meta.dirname, '../../demo/link/theme-first.js'), 'utf8');
  const first = (text: string | null, systemIsLight: boolean): string => {
    const document = { documentElement: { dataset: { theme: '' } } };
    const localStorage = { getItem: (key: string) => (key === SETTINGS_KEY ? text : null) };
    runInNewContext(source, { document, localStorage, matchMedia: () => ({ matches: systemIsLight }) });
    return document.documentElement.dataset.theme;
  };

  test.each([false, true])('is what the settings say (a light system: %s)', (systemIsLight) => {
    const broken = ['', 'v1&theme=pink', 'theme=light', 'v1&theme=dark&theme=light', 'v1&xtheme=light', '&theme=light'];
    for (const text of [...broken, ...THEMES.map((theme) => encodeSettings({ theme, tool: 'pan' }))]) {
      const { theme = 'dark' } = decodeSettings(text);
      const light = theme === 'light' || (theme === 'system' && systemIsLight);
      expect([text, first(text, systemIsLight)]).toEqual([text, light ? 'light' : 'dark']);
    }
  });

  test('is dark where there is no storage', () => {
    const document = { documentElement: { dataset: { theme: '' } } };
    const scope = { document, matchMedia: () => ({ matches: true }) };
    Object.defineProperty(scope, 'localStorage', { get: throws });
    runInNewContext(source, scope);
    expect(document.documentElement.dataset.theme).toBe('dark');
  });
});
