// The stacks that the bench draws on a GPU.
import { createGpuDevice, type GpuDevice } from '../src/sampler/gpu/device.ts';
import { VolumeTexture } from '../src/sampler/gpu/volume-texture.ts';
import type { Volume } from '../src/volume/volume.ts';

export { type BenchStack, benchStacks } from './stack-planes.ts';

export const openDevice = (side: number): GpuDevice => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  return createGpuDevice(canvas.getContext('webgl2', { antialias: false, alpha: false }));
};

export const closeDevice = ({ gl }: GpuDevice): void => gl.getExtension('WEBGL_lose_context')?.loseContext();

export function upload(device: GpuDevice, volume: Volume): VolumeTexture {
  const texture = new VolumeTexture(device, volume);
  while (!texture.uploadStep());
  return texture;
}
