// The promise: GPU against CPU, pixel by pixel, every case on one of its planes. `npm run conformance` runs all planes of all cases.
import { afterAll, describe, expect, test } from 'vitest';
import { CONTENTS, GEOMETRIES } from '../../conformance/axes.ts';
import { allPairs, conformanceCases, pairsOf } from '../../conformance/cases.ts';
import { summarise, wordsOfSummary } from '../../conformance/report.ts';
import { type CaseResult, runCase } from '../../conformance/run-case.ts';
import { closeDevice, openDevice } from '../support/gpu.ts';

const device = openDevice();
const results: CaseResult[] = [];

afterAll(() => {
  closeDevice(device);
  console.log(`conformance: ${wordsOfSummary(summarise(results))}`);
});

describe('the cases', () => {
  test('are three of every geometry with every content, each with its own name', () => {
    expect([Object.keys(GEOMETRIES).length, Object.keys(CONTENTS).length]).toEqual([15, 9]);
    expect(conformanceCases.length).toBe(15 * 9 * 3);
    expect(new Set(conformanceCases.map(({ name }) => name)).size).toBe(conformanceCases.length);
  });

  test('bring every two entries of two axes together', () => {
    const met = new Set(conformanceCases.flatMap(({ choice }) => pairsOf(choice)));
    expect(allPairs().filter((pair) => !met.has(pair))).toEqual([]);
  });
});

test.each(conformanceCases.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
  const result = runCase(device, entry, { thin: true });
  results.push(result);
  expect(result.failures).toEqual([]);
  expect(result.pictures).toBeGreaterThanOrEqual(3);
  expect([result.pixels >= 3000, result.inside >= 150], 'pixels enough to prove something').toEqual([true, true]);
});

// DESIGN's own measure, level edges and all; each case by itself is held to it where all of its planes are drawn (npm run conformance).
test('all of them together: less than 0.1 % of pixels differ', () => {
  const { pixels, differing } = summarise(results);
  expect(differing / pixels).toBeLessThan(0.001);
});
