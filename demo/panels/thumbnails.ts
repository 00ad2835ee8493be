// Small pictures of stacks, by the CPU reference: no context, no texture, and nothing is drawn twice.

import { createCpuSampler, namedGeometry, type Plane, type Volume } from '../../src/entry/cpu.ts';
import type { Stack } from '../../src/entry/dicom.ts';
import { fileWindow } from '../app/file-window.ts';
import { el } from '../ui/dom.ts';

/** Device px each way: twice the CSS px. */
const SIZE = 96;

export class Thumbnails {
  readonly #known = new WeakMap<Volume, HTMLCanvasElement>();

  /** Filled once the page has nothing else to do. */
  of({ volume }: Stack): HTMLElement {
    if (!volume) return el('div', { class: 'thumbnail' });
    const known = this.#known.get(volume);
    if (known) return known;
    const canvas = el('canvas', { class: 'thumbnail', width: SIZE, height: SIZE, 'aria-hidden': 'true' });
    this.#known.set(volume, canvas);
    setTimeout(() => canvas.isConnected && draw(volume, canvas), 60);
    return canvas;
  }
}

function draw(volume: Volume, canvas: HTMLCanvasElement): void {
  // Kept in memory: a canvas of the GPU's would wait for it, and it is busy with the volume.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  const image = context.createImageData(SIZE, SIZE);
  const sampler = createCpuSampler(volume);
  const window = fileWindow(volume);
  sampler.colors(middle(volume), { interpolation: 'linear', window }, image.data);
  sampler.dispose();
  context.putImageData(image, 0, 0);
}

/** The middle slice as acquired, whole. */
function middle(volume: Volume): Plane {
  const { size, pixelSpacing } = volume;
  const mm = Math.max(size[0] * pixelSpacing[1], size[1] * pixelSpacing[0]) / SIZE;
  return { ...namedGeometry(volume, 'acquired'), spacing: [mm, mm], width: SIZE, height: SIZE };
}
