import { expect, it } from 'vitest';
import { scaleBar } from '../../src/view/scale-bar.ts';

it.each([
  [0.5, 120, 50],
  [0.5, 100, 50],
  [0.5, 99, 20],
  [0.02, 100, 2],
  [0.001, 100, 0.1],
  [0.003, 100, 0.2],
  [7, 100, 500],
])('%f mm a px in %i px: %f mm', (mmPerPx, most, mm) => {
  const bar = scaleBar(mmPerPx, most);
  expect(bar.mm).toBe(mm);
  expect(bar.px).toBeCloseTo(mm / mmPerPx, 9);
  expect(bar.px).toBeLessThanOrEqual(most + 1e-6);
});

it('is round and fills at least two fifths of the room, at any scale', () => {
  for (let n = 0; n < 200; n++) {
    const mmPerPx = 1e-4 * 1.07 ** n;
    const { mm, px } = scaleBar(mmPerPx, 120);
    expect(String(mm.toExponential())).toMatch(/^[125]e/);
    expect(px).toBeGreaterThanOrEqual(48 - 1e-9);
  }
});
