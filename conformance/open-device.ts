// A context for a run, apart from every view's.
import { createGpuDevice, type GpuDevice } from '../src/sampler/gpu/device.ts';

/** @throws ResliceError 'gpu/unavailable' */
export function openSuiteDevice(): GpuDevice {
  const canvas = document.createElement('canvas');
  return createGpuDevice(
    canvas.getContext('webgl2', { antialias: false, alpha: false, powerPreference: 'high-performance' }),
  );
}
