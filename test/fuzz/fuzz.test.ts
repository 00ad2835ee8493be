// Mutated files through the whole reader: none hangs, none fails but by ResliceError, none asks for memory that it has no use for.
// RESLICE_FUZZ says how many (npm run fuzz: 10 000), RESLICE_FUZZ_SEED where to begin; a failure names seed and file.
import { describe, expect, test } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { loadSeries } from '../../src/load/load-series.ts';
import { createRandom } from '../../src/math/random.ts';
import { MADE } from '../support/made-files.ts';
import { shared, sharedFile, sharedJson } from '../support/shared.ts';
import { countBytes } from './count-bytes.ts';
import { LARGE } from './large-files.ts';
import { headersIn, mutate } from './mutate.ts';

const COUNT = Number(process.env.RESLICE_FUZZ ?? 500);
const SEED = Number(process.env.RESLICE_FUZZ_SEED ?? 1);
const HANG = 2000;
const MEMORY = 64 * 2 ** 20;

interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Of the real files the smallest of each syntax and kind of object, not those that are broken already. */
function realSeeds(): readonly Seed[] {
  if (!shared) return [];
  interface Entry {
    readonly path: string;
    readonly transferSyntaxUID?: string;
    readonly sopClassUID?: string;
    readonly bitsAllocated?: number;
    readonly samplesPerPixel?: number;
    readonly expect?: string;
  }
  const smallest = new Map<string, Seed>();
  for (const entry of sharedJson<Entry[]>('reference', 'files.json')) {
    if (entry.expect || !entry.transferSyntaxUID) continue;
    const kind = [entry.transferSyntaxUID, entry.sopClassUID, entry.bitsAllocated, entry.samplesPerPixel].join(' ');
    const bytes = sharedFile('data', entry.path);
    const known = smallest.get(kind);
    if (!known || bytes.length < known.bytes.length) smallest.set(kind, { name: entry.path, bytes });
  }
  return [...smallest.values()];
}

/** What comes of it: 'ok', the code of a typed error, else the error. */
async function readMutant(bytes: Uint8Array): Promise<{ result: unknown; asked: number; ms: number }> {
  const begun = performance.now();
  const { result, bytes: asked } = await countBytes(async () => {
    try {
      await loadSeries([{ name: 'mutant', bytes: bytes as Uint8Array<ArrayBuffer> }]);
      return 'ok';
    } catch (error) {
      const [first] = error instanceof AggregateError ? error.errors : [error];
      // Wrapped because nobody foresaw it: as good as untyped.
      if (isResliceError(first) && first.at.detail === 'cannot be read') return first.cause;
      return isResliceError(first) ? first.code : first;
    }
  });
  return { result, asked, ms: performance.now() - begun };
}

describe('mutated files', () => {
  const seeds: readonly Seed[] = [
    ...Object.entries({ ...MADE, ...LARGE }).map(([name, bytes]) => ({ name, bytes })),
    ...realSeeds(),
  ];
  const headers = seeds.map(({ bytes }) => headersIn(bytes));

  test('are mutants of files that read', async () => {
    for (const { name, bytes } of seeds) {
      const told: string[] = [];
      await loadSeries([{ name, bytes: bytes.slice() }], { onProblem: ({ message }) => told.push(message) }).catch(
        () => undefined,
      );
      expect(told.filter((message) => !message.includes('not-an-image'))).toEqual([]);
    }
  });

  test(`${COUNT} of them`, { timeout: 60_000 + COUNT * 200 }, async () => {
    const codes = new Map<string, number>();
    const kinds = new Map<string, number>();
    const count = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1);
    let [slowest, hungriest] = [0, 0];
    for (let n = 0; n < COUNT; n++) {
      const index = n % seeds.length;
      const seed = seeds[index]!;
      const { bytes, kind } = mutate(seed.bytes, headers[index]!, createRandom(SEED * 1_000_003 + n));
      count(kinds, kind);
      const which = `seed ${SEED}, mutant ${n} (${kind}) of ${seed.name}`;
      let { result, asked, ms } = await readMutant(bytes);
      // A busy machine is no hang: what is slow for itself is so once more.
      if (ms >= HANG) ({ result, asked, ms } = await readMutant(bytes));
      if (typeof result !== 'string') throw new Error(`${which}: untyped error`, { cause: result });
      expect(ms, `${which}: ms`).toBeLessThan(HANG);
      expect(asked, `${which}: bytes`).toBeLessThanOrEqual(MEMORY + 4 * bytes.length);
      count(codes, result);
      slowest = Math.max(slowest, ms);
      hungriest = Math.max(hungriest, asked - 4 * bytes.length);
    }
    const list = (map: Map<string, number>): string => [...map].map(([key, times]) => `${key} ${times}`).join(', ');
    console.log(
      `${COUNT} mutants of ${seeds.length} files: 0 crashes, 0 hangs, 0 untyped errors; slowest ${slowest.toFixed(0)} ms, at most ${(hungriest / 2 ** 20).toFixed(1)} MiB + 4 × the file\n  ${list(codes)}\n  ${list(kinds)}`,
    );
    const inHeaders = ['header', 'swapped', 'counts'].reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), 0);
    expect(inHeaders).toBeGreaterThanOrEqual(COUNT / 5);
  });
});
