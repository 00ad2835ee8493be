import { describe, expect, test } from 'vitest';
import type { SeriesImage } from '../../src/series/image.ts';
import { splitTimes } from '../../src/series/split-times.ts';
import { imageAt } from '../support/series-images.ts';

const at = (z: number, file: string, changes: Parameters<typeof imageAt>[1] = {}): SeriesImage =>
  imageAt([0, 0, z], changes, file);
const files = (times: readonly (readonly SeriesImage[])[]): string[][] =>
  times.map((time) => time.map((image) => image.header.file));
const trigger = (ms: number) => ({ TriggerTime: ['DS', String(ms)] }) as const;
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
  test('are one where a place has fewer images, or nothing tells them apart', () => {
    const uneven = [at(0, 'a', temporal(1)), at(0, 'b', temporal(2)), at(3, 'c', temporal(1))];
    expect(splitTimes(uneven)).toEqual([uneven]);
    const alike = [at(0, 'a'), at(0, 'b'), at(3, 'c'), at(3, 'd')];
    expect(splitTimes(alike)).toEqual([alike]);
  });
});
