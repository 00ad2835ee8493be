// Planes by the CPU reference, in Node, for scripts/bench-terminal.mjs: ms of a core for a plane of 512² through 512×512×256, after load.
import { createCpuSampler } from '../src/sampler/cpu/cpu-sampler.ts';
import type { PictureOptions } from '../src/sampler/sampler.ts';
import { benchStacks } from './stack-planes.ts';

const SIDE = 512;
const SLICES = 256;
const OPTIONS: PictureOptions = {
  interpolation: 'linear',
  window: { center: 40, width: 400, function: 'LINEAR' },
};
/** Planes in a go, and goes: on a machine that others use too, the least go is the nearest to the truth. */
const PLANES = 8;
const GOES = 12;

export interface PlaneRow {
  readonly stack: string;
  readonly plane: string;
  /** ms of CPU time of this process, and by the clock. */
  readonly valuesMs: number;
  readonly levelsMs: number;
  readonly wallMs: number;
}

export function benchCpuPlanes(): readonly PlaneRow[] {
  const values = new Float32Array(SIDE * SIDE);
  const levels = new Uint8Array(SIDE * SIDE);
  return benchStacks(SIDE, SLICES).flatMap(({ name, volume, planes }) => {
    const sampler = createCpuSampler(volume);
    return Object.entries(planes).map(([plane, at]): PlaneRow => {
      const [valuesMs, wallMs] = leastMs(() => sampler.values(at, OPTIONS, values));
      const [levelsMs] = leastMs(() => sampler.levels(at, OPTIONS, levels));
      return { stack: name, plane, valuesMs, levelsMs, wallMs };
    });
  });
}

function leastMs(run: () => void): readonly [cpu: number, wall: number] {
  for (let n = 0; n < PLANES; n++) run();
  let [cpu, wall] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let go = 0; go < GOES; go++) {
    const [used, clock] = [process.cpuUsage(), performance.now()];
    for (let n = 0; n < PLANES; n++) run();
    const { user, system } = process.cpuUsage(used);
    cpu = Math.min(cpu, (user + system) / 1000 / PLANES);
    wall = Math.min(wall, (performance.now() - clock) / PLANES);
  }
  return [cpu, wall];
}
