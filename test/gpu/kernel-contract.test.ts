import { afterAll, describe } from 'vitest';
import { kernelContract } from '../contract/kernels.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

describe('GPU', () =>
  kernelContract((volume, plane, options) => withSampler(device, volume, {}, (gpu) => gpu.values(plane, options))));
