// What a frame creates: counted over a thousand frames by wrapping constructors and GL calls.
import { stepPlane } from '../src/plane/step-plane.ts';
import { GpuSampler } from '../src/sampler/gpu/gpu-sampler.ts';
import { OPTIONS, WINDOW } from './in-turns.ts';
import { benchStacks, closeDevice, openDevice, upload } from './stacks.ts';

const FRAMES = 1000;
const ARRAYS = [
  'ArrayBuffer',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
];
const OBJECTS = [
  'createTexture',
  'createBuffer',
  'createProgram',
  'createShader',
  'createFramebuffer',
  'createVertexArray',
  'createSampler',
];

export interface Allocations {
  readonly frames: number;
  readonly typedArrays: number;
  readonly glObjects: number;
}

export function benchAllocations(): Allocations {
  const side = 96;
  const device = openDevice(side);
  const total = { frames: 0, typedArrays: 0, glObjects: 0 };
  for (const { volume, planes } of benchStacks(side, 48)) {
    const texture = upload(device, volume);
    const sampler = new GpuSampler(device, texture);
    const gestures = Object.values(planes).flatMap((plane) => [
      (n: number) => sampler.draw(stepPlane(volume, plane, (n % 20) - 10), OPTIONS),
      (n: number) => sampler.draw(plane, { ...OPTIONS, window: { ...WINDOW, center: n } }),
    ]);
    // A gesture's first frames compile and allocate what its following ones use.
    const play = (frames: number): void => {
      for (let n = 0; n < frames; n++) gestures[Math.floor(n / 10) % gestures.length]!(n);
    };
    play(10 * gestures.length);
    const frames = Math.ceil(FRAMES / 3);
    const arrays = counting(globalThis as never, ARRAYS, 'construct');
    const objects = counting(device.gl as never, OBJECTS, 'apply');
    play(frames);
    total.frames += frames;
    total.typedArrays += arrays.stop();
    total.glObjects += objects.stop();
    sampler.dispose();
    texture.dispose();
  }
  closeDevice(device);
  return total;
}

/** Wraps functions of `owner` so that their calls (or constructions) are counted until stopped. */
function counting(owner: Record<string, object>, names: readonly string[], trap: 'construct' | 'apply') {
  let count = 0;
  const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(owner, name), owner[name]!] as const);
  for (const [name, , real] of kept) {
    const wrapped = new Proxy(real, {
      [trap]: (target: never, first: never, second: never, third: never) => {
        count++;
        return trap === 'apply'
          ? Reflect.apply(target, owner, second)
          : Reflect.construct(target, first, third ?? second);
      },
    });
    Object.defineProperty(owner, name, { value: wrapped, configurable: true, writable: true });
  }
  const stop = (): number => {
    for (const [name, descriptor] of kept) {
      if (descriptor) Object.defineProperty(owner, name, descriptor);
      else delete owner[name];
    }
    return count;
  };
  return { stop };
}
