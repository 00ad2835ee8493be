// A real WebGL2 context for a test, lost again when it is over. No context is a failure here, never a skip.
import { createGpuDevice, type GpuDevice, type GpuDeviceOptions } from '../../src/sampler/gpu/device.ts';

export { upload, withSampler } from '../../conformance/with-sampler.ts';

export function openDevice(options: GpuDeviceOptions = {}): GpuDevice {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, preserveDrawingBuffer: true });
  return createGpuDevice(gl, options);
}

export function closeDevice(device: GpuDevice): void {
  device.dispose();
  device.gl.getExtension('WEBGL_lose_context')?.loseContext();
}
