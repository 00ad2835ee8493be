// Commands carried out on a state, in px of a canvas.
import { describe, expect, it } from 'vitest';
import { makeVolume } from '../../conformance/volumes.ts';
import { patientToPixel } from '../../src/plane/plane.ts';
import { drawnPlane } from '../../src/view/drawn-plane.ts';
import { applyCommand, type CommandPlace } from '../../src/view/input/apply-command.ts';
import type { ViewCommand } from '../../src/view/input/command.ts';
import { KEYS } from '../../src/view/input/keys.ts';
import { allLayers } from '../../src/view/overlay-layers.ts';
import { stepsOf } from '../../src/view/steps.ts';
import { firstState, nextState, type ViewState } from '../../src/view/view-state.ts';

const size = [30, 20, 12] as const;
const made = makeVolume({ size, step: 3, tilt: 15 }, new Int16Array(30 * 20 * 12));
const volume = { ...made, unit: 'HU' as const };
const volumes = [volume, volume, volume];
const window = { center: 40, width: 400, function: 'LINEAR' } as const;
const first = firstState(volumes, { window, plane: 'coronal', overlay: { letters: false } });
const place: CommandPlace = { width: 400, height: 300, first, times: 3 };
const apply = (command: ViewCommand, state: ViewState = first) => applyCommand(volume, state, command, place);

const p = [-20, -130, 60] as const;
const at = (state: ViewState) => patientToPixel(drawnPlane(volume, state, 400, 300), p).map((x) => x + 0.5);
const mmPerPx = (state: ViewState) => drawnPlane(volume, state, 400, 300).spacing[0];

describe('applyCommand', () => {
  it('pans by px of the canvas', () => {
    const [x, y] = at(first) as [number, number];
    const [u, v] = at(apply({ kind: 'pan', right: 12, down: -7 })) as [number, number];
    expect(u - x).toBeCloseTo(12, 9);
    expect(v - y).toBeCloseTo(-7, 9);
  });

  it('zooms about the middle without a point, and about a point that stays', () => {
    const [x, y] = at(first) as [number, number];
    const [u, v] = at(apply({ kind: 'zoom', factor: 2, at: null })) as [number, number];
    expect(u - 200).toBeCloseTo(2 * (x - 200), 9);
    expect(v - 150).toBeCloseTo(2 * (y - 150), 9);
    const [s, t] = at(apply({ kind: 'zoom', factor: 2, at: [x, y] })) as [number, number];
    expect(s).toBeCloseTo(x, 9);
    expect(t).toBeCloseTo(y, 9);
  });

  it('rotates freely at the same size, about a point that stays', () => {
    const [x, y] = at(first) as [number, number];
    for (const degrees of [5, 45, 90, 200]) {
      const state = apply({ kind: 'rotate', degrees, at: [x, y] });
      expect(mmPerPx(state)).toBeCloseTo(mmPerPx(first), 12);
      expect(at(state)[0]).toBeCloseTo(x, 9);
      expect(at(state)[1]).toBeCloseTo(y, 9);
    }
  });

  it('turns by quarters to a picture that fits', () => {
    const state = apply({ kind: 'turn', quarters: -1 });
    expect(state).toMatchObject({ rotation: 270, zoom: 1 });
  });

  it('Home and End are the ends', () => {
    for (const plane of ['acquired', 'sagittal'] as const) {
      const state = nextState(volumes, first, { plane });
      expect(stepsOf(volume, apply({ kind: 'scrub', steps: -1e6 }, state)).index).toBe(0);
      const { index, count } = stepsOf(volume, apply({ kind: 'scrub', steps: 1e6 }, state));
      expect(index).toBe(count - 1);
    }
  });

  it('goes round the times', () => {
    expect(apply({ kind: 'time', steps: -1 }).time).toBe(2);
    expect(apply({ kind: 'time', steps: 4 }).time).toBe(1);
    const { times: _, ...alone } = place;
    expect(applyCommand(volume, first, { kind: 'time', steps: 1 }, alone).time).toBe(0);
  });

  it('hides what lies over the picture, and shows what was first shown', () => {
    const none = apply({ kind: 'overlay' });
    expect(none.overlay).toEqual(allLayers(false));
    expect(apply({ kind: 'overlay' }, none).overlay).toEqual(first.overlay);
  });

  it('resets to the first state', () => {
    const away = apply({ kind: 'window', right: 9, down: 9 }, apply({ kind: 'flip', across: 'vertical' }));
    expect(apply({ kind: 'reset' }, away)).toEqual(first);
  });

  it('gives states that nextState takes, for every key', () => {
    for (const { commands } of KEYS)
      for (const command of Object.values(commands)) {
        const state = applyCommand(volume, first, command as ViewCommand, place) ?? first;
        expect(nextState(volumes, state, {})).toEqual(state);
      }
  });

  it('does not divide by a canvas that has no size yet', () => {
    const none = { ...place, width: 0, height: 0 };
    const state = applyCommand(volume, first, { kind: 'rotate', degrees: 5, at: [3, 3] }, none);
    expect(() => nextState(volumes, state, {})).not.toThrow();
  });
});
