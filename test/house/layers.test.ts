// Imports go down, never up or across (DESIGN §8, CONTRIBUTING.md).
import { describe, expect, test } from 'vitest';
import { type Import, importsOf } from '../support/source-files.ts';

// voi holds the window's record, which headers carry, so it comes before dicom.
const ORDER = [
  'errors',
  'emitter',
  'math',
  'compare',
  'voi',
  'dicom',
  'edit',
  'series',
  'volume',
  'load',
  'plane',
  'sampler',
  'measure',
  'export',
  'node',
  'regression',
  'view',
  'element',
  'entry',
];
/** Beside each other: neither may import the other. */
const ACROSS = [
  ['src/sampler/cpu/', 'src/sampler/gpu/'],
  ['src/view/', 'src/cli/'],
  // A page has no file system.
  ['src/node/', 'src/view/'],
  ['src/node/', 'src/element/'],
  // What is measured comes from the reference.
  ['src/measure/', 'src/sampler/gpu/'],
  // Goldens, too, and what a page shows is held to it.
  ['src/regression/', 'src/sampler/gpu/'],
] as const;

const layerOf = (file: string): string => file.split('/')[1]!.replace(/\.ts$/, '');
const rank = (file: string): number => (layerOf(file) === 'cli' ? ORDER.indexOf('view') : ORDER.indexOf(layerOf(file)));

/** What is wrong with an import, or null. */
function fault({ from, to }: Import): string | null {
  if (from.startsWith('src/')) {
    if (!to.startsWith('src/'))
      return /^(demo|phantom|conformance|test|bench|scripts)\//.test(to)
        ? 'the library imports what is not part of it'
        : null;
    if (rank(to) < 0) return `${layerOf(to)} is no layer`;
    if (rank(to) > rank(from)) return 'an import that goes up';
    // cli/gpu pictures come from the CPU; a door opens inwards only.
    return ACROSS.some(([a, b]) => (from.startsWith(a) && to.startsWith(b)) || (from.startsWith(b) && to.startsWith(a)))
      ? 'an import across'
      : null;
  }
  if (from.startsWith('demo/'))
    return /^(src\/entry|phantom|conformance|demo|lucide)\//.test(to) || !to.includes('/')
      ? null
      : 'the demo uses only the doors, the phantom and the conformance suite';
  if (from.startsWith('phantom/'))
    return /^(demo|conformance|test|bench)\//.test(to) ? 'the phantom imports its users' : null;
  if (from.startsWith('conformance/')) return /^(demo|test|bench)\//.test(to) ? 'the suite imports its users' : null;
  return null;
}

const all = ['src', 'demo', 'phantom', 'conformance'].flatMap(importsOf);

describe('layers', () => {
  test('are looked at', () => expect(all.length).toBeGreaterThan(200));

  test('no import goes up or across', () => {
    expect(
      all.flatMap((edge) => fault(edge) ?? []).length,
      all
        .filter(fault)
        .map(({ from, to }) => `${from} -> ${to}`)
        .join('\n'),
    ).toBe(0);
  });

  test.each<[string, Import]>([
    ['up', { from: 'src/dicom/parse.ts', to: 'src/volume/volume.ts' }],
    ['across', { from: 'src/sampler/gpu/sheet.ts', to: 'src/sampler/cpu/lerp.ts' }],
    ['out', { from: 'src/view/view.ts', to: 'phantom/head.ts' }],
    ['around the door', { from: 'demo/main.ts', to: 'src/view/view.ts' }],
    ['out of the suite', { from: 'conformance/cases.ts', to: 'test/support/gpu.ts' }],
    ['up to a view', { from: 'src/measure/measure.ts', to: 'src/view/view.ts' }],
    ['from comparing', { from: 'src/compare/compare-planes.ts', to: 'src/sampler/sampler.ts' }],
    ['of the GPU', { from: 'src/measure/measure.ts', to: 'src/sampler/gpu/gpu-sampler.ts' }],
    ['of the file system', { from: 'src/element/loader.ts', to: 'src/node/load-series.ts' }],
    ['of a golden', { from: 'src/regression/golden.ts', to: 'src/sampler/gpu/gpu-sampler.ts' }],
    ['beside', { from: 'src/cli/main.ts', to: 'src/view/view.ts' }],
  ])('an import %s is found', (_, edge) => expect(fault(edge)).not.toBeNull());

  test('no import comes back to where it began', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of all) edges.set(from, [...(edges.get(from) ?? []), to]);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): readonly string[] | null => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const next of edges.get(file) ?? []) {
        const ring = visit(next, [...path, file]);
        if (ring) return ring;
      }
      done.add(file);
      return null;
    };
    for (const file of edges.keys()) expect(visit(file, [])).toBeNull();
  });
});
