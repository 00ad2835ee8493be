// A GPU sampler of a volume for as long as it is used, everything given back after.
import type { GpuDevice } from '../src/sampler/gpu/device.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import type { PlaneDrawerOptions } from '../src/sampler/gpu/plane-drawer.ts';
import { VolumeTexture } from '../src/sampler/gpu/volume-texture.ts';
import type { Volume } from '../src/volume/volume.ts';

export function upload(device: GpuDevice, volume: Volume): VolumeTexture {
  const texture = new VolumeTexture(device, volume);
  while (!texture.uploadStep());
  return texture;
}

export function withSampler<T>(
  device: GpuDevice,
  volume: Volume,
  options: PlaneDrawerOptions,
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
