import { describe, expect, test } from 'vitest';
import { pixelToPatient } from '../../src/plane/plane.ts';
import { createCpuSampler } from '../../src/sampler/cpu/cpu-sampler.ts';
import type { Values } from '../contract/kernels.ts';
import { tieContract, tiePlanes, tieStack } from '../contract/ties.ts';

const by =
  (specialised: boolean): Values =>
  (volume, plane, options) =>
    createCpuSampler(volume, { specialised }).values64(plane, options);

describe('ties and edges, CPU', () => tieContract(by(true)));
describe('ties and edges, CPU, the general path', () => tieContract(by(false)));

// What `valueAt` does, whose plane of one pixel begins elsewhere and so is rounded otherwise.
test.each(['nearest', 'linear', 'cubic'] as const)(
  'a pixel by itself is the pixel in its picture: %s',
  (interpolation) => {
    const { volume, steps, apart } = tieStack('aslant, uneven');
    const sampler = createCpuSampler(volume);
    for (const zoom of [2, 3])
      for (const [where, { plane }] of Object.entries(tiePlanes(volume, steps, apart, zoom))) {
        const picture = sampler.values64(plane, { interpolation });
        const off: number[] = [];
        for (let p = 0; p < picture.length; p++) {
          const center = pixelToPatient(plane, p % plane.width, Math.floor(p / plane.width));
          const [own] = sampler.values64({ ...plane, center, width: 1, height: 1 }, { interpolation });
          const same = Number.isNaN(own!) ? Number.isNaN(picture[p]!) : Math.abs(own! - picture[p]!) < 1e-4;
          if (!same) off.push(p);
        }
        expect(off, where).toEqual([]);
      }
  },
);
