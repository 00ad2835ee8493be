import { afterAll } from 'vitest';
import { linearFieldContract } from '../contract/linear-field.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
linearFieldContract('GPU', (volume, use) =>
  withSampler(device, volume, {}, (gpu) => use((plane) => gpu.values(plane, { interpolation: 'linear' }))),
);
afterAll(() => closeDevice(device));
