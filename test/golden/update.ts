// Draws the goldens anew, by the CPU reference alone: `npm run goldens`. Look at every picture before it is committed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import { goldenCases } from './cases.ts';

const folder = join(import.meta.dirname, 'levels');

export function updateGoldens(): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, draw } of goldenCases) {
    const { volume, plane, options } = draw();
    const data = createCpuSampler(volume, { specialised: false }).levels(plane, options);
    writeFileSync(
      join(folder, `${name}.png`),
      encode({ width: plane.width, height: plane.height, channels: 1, depth: 8, data }),
    );
    console.log(`${name}.png ${plane.width} × ${plane.height}`);
  }
}
