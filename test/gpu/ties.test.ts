import { afterAll, describe } from 'vitest';
import { tieContract } from '../contract/ties.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

describe('ties and edges, GPU', () =>
  tieContract((volume, plane, options) => withSampler(device, volume, {}, (gpu) => gpu.values(plane, options))));
