// The promise: GPU against CPU, pixel by pixel, every case on one of its planes. `npm run conformance` runs all planes of all cases.
import { afterAll, describe, expect, test } from 'vitest';
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
  test('are at least 300, each with its own name', () => {
    expect(conformanceCases.length).toBeGreaterThanOrEqual(300);
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
});
