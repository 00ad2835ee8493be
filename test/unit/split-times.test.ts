import { describe, expect, test } from 'vitest';
import type { SeriesImage } from '../../src/series/image.ts';
import { sortSlices } from '../../src/series/sort-slices.ts';
import { type StackTime, splitTimes } from '../../src/series/split-times.ts';
import { stackReport } from '../../src/series/stack-report.ts';
import type { Changes } from '../support/dicom-bytes.ts';
import { imageAt } from '../support/series-images.ts';

const at = (z: number, file: string, changes: Changes = {}): SeriesImage => imageAt([0, 0, z], changes, file);
const files = (times: readonly StackTime[]): string[][] =>
  times.map(({ images }) => images.map((image) => image.header.file));
const trigger = (ms: number) => ({ TriggerTime: ['DS', String(ms)] }) as const;
const clock = (second: number): Changes => ({ AcquisitionTime: ['TM', `1000${String(second).padStart(2, '0')}`] });
const temporal = (n: number) => ({ TemporalPositionIdentifier: ['IS', String(n)] }) as const;

describe('times', () => {
  test('are told apart by TemporalPositionIdentifier', () => {
    const images = [
      at(0, 'a2', temporal(2)),
      at(3, 'b1', temporal(1)),
      at(0, 'a1', temporal(1)),
      at(3, 'b2', temporal(2)),
    ];
    expect(files(splitTimes(images))).toEqual([
      ['a1', 'b1'],
      ['a2', 'b2'],
    ]);
  });
  test('else by the rank of TriggerTime, which differs from place to place', () => {
    const one = temporal(1);
    const images = [
      at(0, 'a2', { ...one, ...trigger(300) }),
      at(0, 'a1', { ...one, ...trigger(20) }),
      at(3, 'b1', { ...one, ...trigger(410) }),
      at(3, 'b2', { ...one, ...trigger(900) }),
    ];
    expect(files(splitTimes(images))).toEqual([
      ['a1', 'b1'],
      ['a2', 'b2'],
    ]);
  });
  test('are one where nothing tells them apart', () => {
    const alike = [at(0, 'a'), at(0, 'b'), at(3, 'c'), at(3, 'd')];
    expect(splitTimes(alike)).toMatchObject([{ images: alike, label: '', milliseconds: null }]);
  });
  test('by a TemporalPositionIdentifier are what it says, not its rank', () => {
    const images = [1, 2, 3].map((n) => at(0, `a${n}`, temporal(n)));
    images.push(...[1, 2, 4].map((n) => at(3, `b${n}`, temporal(n))));
    const times = splitTimes(images);
    expect(files(times)).toEqual([['a1', 'b1'], ['a2', 'b2'], ['a3'], ['b4']]);
    expect(times.map(({ label }) => label)).toEqual([1, 2, 3, 4].map((n) => `temporal position ${n}`));
  });
  test('may be broken off: the last has the slices that are there', () => {
    const images = [1, 2, 3].flatMap((n) => [0, 2, 4, 6].map((z) => at(z, `${n}@${z}`, temporal(n)))).slice(0, -1);
    const times = splitTimes(images);
    expect(times.map((time) => time.images.length)).toEqual([4, 4, 3]);
    expect(times.map(({ lacking }) => lacking.map(({ header }) => header.file))).toEqual([[], [], ['1@6']]);
  });
  test('need no complete place: two of three have one image', () => {
    const images = [at(0, 'a', temporal(1)), at(0, 'b', temporal(2)), at(3, 'c', temporal(1)), at(6, 'd', temporal(1))];
    expect(files(splitTimes(images))).toEqual([['a', 'c', 'd'], ['b']]);
  });
  test('are not what numbers the slices, nor one image more', () => {
    const numbered = [0, 1, 2, 3].map((z) => at(z, `${z}`, { AcquisitionNumber: ['IS', String(z)], ...clock(z) }));
    const again = at(2, 'again', { AcquisitionNumber: ['IS', '9'], ...clock(99) });
    expect(splitTimes([...numbered, again])).toHaveLength(1);
  });
  test.each<[string, (second: number) => Changes]>([
    ['AcquisitionTime', clock],
    ['ContentTime', (second) => ({ ContentTime: ['TM', `1000${second}`] })],
    ['AcquisitionDateTime', (second) => ({ AcquisitionDateTime: ['DT', `202001011000${second}.5`] })],
    ['FrameReferenceDateTime', (second) => ({ FrameReferenceDateTime: ['DT', `202001011000${second}`] })],
  ])('by %s, by rank and last', (_, timeAt) => {
    const images = [10, 20, 30].flatMap((t) => [0, 1, 2].map((z) => at(z, `${t}@${z}`, timeAt(t + z))));
    const times = splitTimes(images);
    expect(files(times)[1]).toEqual(['20@0', '20@1', '20@2']);
    expect(times.map(({ milliseconds }) => milliseconds)).toEqual([0, 10_000, 20_000]);
    expect(times[1]!.label).toMatch(/time \+ 10000 ms$/);
  });
  test("by Philips' own phase where there is no trigger time, and by nobody else's (2001,1008)", () => {
    const phase = (n: number, creator: string): Changes => ({
      PrivateCreator: ['LO', creator],
      PhaseNumber: ['IS', String(n)],
    });
    const of = (creator: string) => [1, 2].flatMap((n) => [0, 3].map((z) => at(z, `${n}@${z}`, phase(n, creator))));
    expect(files(splitTimes(of('Philips Imaging DD 001')))).toEqual([
      ['1@0', '1@3'],
      ['2@0', '2@3'],
    ]);
    expect(splitTimes(of('SOMEBODY'))).toHaveLength(1);
  });
  test('by two keys together: heart phases within repetitions', () => {
    const images = [1, 2].flatMap((n) =>
      [100, 500].flatMap((ms) => [0, 3].map((z) => at(z, `${n} ${ms} ${z}`, { ...temporal(n), ...trigger(ms + z) }))),
    );
    const times = splitTimes(images);
    expect(files(times).map(([first]) => first)).toEqual(['1 100 0', '1 500 0', '2 100 0', '2 500 0']);
    expect(times[1]!.label).toBe('temporal position 1, trigger time 501.5 ms');
  });
});

describe('ranks where a place lacks an image', () => {
  const series = (timeAt: (t: number, z: number) => number): SeriesImage[] =>
    [0, 1, 2].flatMap((t) => [0, 3, 6, 9].map((z) => at(z, `${t}@${z}`, trigger(timeAt(t, z)))));
  const without = (images: SeriesImage[], file: string) => images.filter(({ header }) => header.file !== file);

  test('go by the nearest time where places agree', () => {
    const times = splitTimes(
      without(
        series((t, z) => t * 100 + z),
        '1@3',
      ),
    );
    expect(files(times)[1]).toEqual(['1@0', '1@6', '1@9']);
    expect(times.map(({ guessed }) => guessed)).toEqual([false, false, false]);
  });
  test('else the last is taken to be missing, and it is said', () => {
    const times = splitTimes(
      without(
        series((t, z) => t * 100 + z * 50),
        '0@3',
      ),
    );
    expect(files(times)).toEqual([
      ['0@0', '1@3', '0@6', '0@9'],
      ['1@0', '2@3', '1@6', '1@9'],
      ['2@0', '2@6', '2@9'],
    ]);
    expect(times.map(({ guessed }) => guessed)).toEqual([true, true, true]);
    const { words } = stackReport(sortSlices(times[0]!.images), times[0]);
    expect(words.join()).toContain('is a guess');
  });
});
