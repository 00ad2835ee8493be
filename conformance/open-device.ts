// A context for a run, apart from every view's.
import { ResliceError } from '../src/errors.ts';
import { createGpuDevice, type GpuDevice } from '../src/sampler/gpu/device.ts';

/** @throws ResliceError 'gpu/unavailable' with the browser's own reason */
export function openSuiteDevice(): GpuDevice {
  const canvas = document.createElement('canvas');
  let reason = 'no WebGL2 context';
  canvas.addEventListener('webglcontextcreationerror', (event) => {
    reason = (event as WebGLContextEvent).statusMessage || reason;
  });
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, powerPreference: 'high-performance' });
  if (!gl) throw new ResliceError('gpu/unavailable', { detail: reason });
  return createGpuDevice(gl);
}
