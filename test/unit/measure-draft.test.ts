// A measurement that is being drawn: a whole one at every moment, set point by point.
import { describe, expect, it } from 'vitest';
import { checkMeasurement } from '../../src/measure/check-measurement.ts';
import { aimDraft, beginDraft, type Draft, isDrawn, setDraft } from '../../src/measure/draft.ts';
import { type MeasurementKind, POINTS_OF } from '../../src/measure/measurement.ts';

const PLANE = { right: [1, 0, 0], down: [0, 1, 0] } as const;
const KINDS = Object.keys(POINTS_OF) as MeasurementKind[];

/** Every point set 3 mm right and 2 mm down of the one before. */
function drawn(kind: MeasurementKind): readonly Draft[] {
  const drafts = [beginDraft(kind, [1, 2, 3], PLANE)];
  while (!isDrawn(drafts.at(-1)!)) drafts.push(setDraft(aimDraft(drafts.at(-1)!, [3, 2, 0])));
  return drafts;
}

describe.each(KINDS)('%s', (kind) => {
  it('takes as many settings as it has points, the first where it begins unless that is the last', () => {
    const drafts = drawn(kind);
    expect(drafts[0]!.set).toBe(kind === 'probe' ? 0 : 1);
    expect(drafts.at(-1)!.set).toBe(POINTS_OF[kind]);
    expect(drafts.slice(0, -1).some(isDrawn)).toBe(false);
  });

  it('is one that can be kept at every moment', () => {
    for (const { measurement } of drawn(kind)) expect(checkMeasurement(measurement)).toEqual(measurement);
  });
});

describe('points', () => {
  it('that are not set come along with the one in hand, and those that are stay', () => {
    const points = drawn('angle').map(({ measurement }) => measurement.points);
    expect(points).toEqual([
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
      [
        [1, 2, 3],
        [4, 4, 3],
        [4, 4, 3],
      ],
      [
        [1, 2, 3],
        [4, 4, 3],
        [7, 6, 3],
      ],
    ]);
  });

  it('of a region stay on its plane', () => {
    const { measurement } = aimDraft(beginDraft('ellipse', [1, 2, 3], PLANE), [5, 6, 7]);
    expect(measurement.points).toEqual([
      [1, 2, 3],
      [6, 8, 3],
    ]);
  });
});
