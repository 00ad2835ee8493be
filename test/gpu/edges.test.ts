import { afterAll } from 'vitest';
import { edgesContract } from '../contract/edges.ts';
import { closeDevice, openDevice, withSampler } from '../support/gpu.ts';

const device = openDevice();
edgesContract('GPU', (volume, plane, options) => withSampler(device, volume, {}, (gpu) => gpu.values(plane, options)));
afterAll(() => closeDevice(device));
