// A real WebGL2 context for a test, lost again when it is over. No context is a failure here, never a skip.
import { createGpuDevice, type GpuDevice, type GpuDeviceOptions } from '../../src/sampler/gpu/device.ts';
import { GpuSampler, type GpuSamplerOptions } from '../../src/sampler/gpu/gpu-sampler.ts';
import { VolumeTexture } from '../../src/sampler/gpu/volume-texture.ts';
import type { Volume } from '../../src/volume/volume.ts';

export function openDevice(options: GpuDeviceOptions = {}): GpuDevice {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, preserveDrawingBuffer: true });
  return createGpuDevice(gl, options);
}

export function closeDevice(device: GpuDevice): void {
  device.dispose();
  device.gl.getExtension('WEBGL_lose_context')?.loseContext();
}

export function upload(device: GpuDevice, volume: Volume): VolumeTexture {
  const texture = new VolumeTexture(device, volume);
  while (!texture.uploadStep());
  return texture;
}

/** Runs `use` with a sampler of `volume`, and gives everything back. */
export function withSampler<T>(
  device: GpuDevice,
  volume: Volume,
  options: GpuSamplerOptions,
  use: (sampler: GpuSampler) => T,
): T {
  const texture = upload(device, volume);
  const sampler = new GpuSampler(device, texture, options);
  try {
    return use(sampler);
  } finally {
    sampler.dispose();
    texture.dispose();
  }
}
