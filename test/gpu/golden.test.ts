import { decode } from 'fast-png';
import { afterAll, expect, test } from 'vitest';
import { compareLevels } from '../../conformance/compare-levels.ts';
import { nearBreak } from '../../src/regression/near-break.ts';
import { goldenCases } from '../golden/cases.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

const pictures = import.meta.glob<string>('../golden/levels/*.png', { query: '?url', import: 'default', eager: true });

test.each(goldenCases.map((entry) => [entry.name, entry] as const))(
  'GPU draws %s within one level',
  async (name, { draw }) => {
    const { volume, plane, options } = draw();
    const response = await fetch(pictures[`../golden/levels/${name}.png`]!);
    const golden = decode(new Uint8Array(await response.arrayBuffer()));
    const levels = withSampler(device, volume, {}, (gpu) => gpu.levels(plane, options));
    const { worst, differing, compared } = compareLevels(
      levels,
      golden.data as Uint8Array,
      nearBreak(volume, plane, options),
    );
    expect(worst).toBeLessThanOrEqual(1);
    expect(differing).toBeLessThan(0.001);
    expect(compared / levels.length).toBeGreaterThan(0.99);
  },
);
