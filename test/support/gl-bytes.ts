// Bytes that a page's WebGL2 contexts hold in textures and buffers, by the sizes they were asked for.

const PIXEL: Readonly<Record<string, number>> = {
  R8: 1,
  R16I: 2,
  R32F: 4,
  R32UI: 4,
  R32I: 4,
  RG32F: 8,
  RG32UI: 8,
  RGBA8: 4,
  RGBA32F: 16,
};

type Call = (this: WebGL2RenderingContext, ...args: never[]) => unknown;

/** @returns what is held of what was asked for since, and the way back */
export function countGlBytes(): { held(): number; stop(): void } {
  const gl = WebGL2RenderingContext.prototype;
  const bytesOf = new Map(
    Object.entries(PIXEL).map(([name, bytes]) => [(gl as unknown as Record<string, number>)[name]!, bytes]),
  );
  const [bound, sizes] = [new Map<number, object | null>(), new Map<object, number>()];
  const store = (target: number, format: number, pixels: number): void => {
    const bytes = bytesOf.get(format);
    const object = bound.get(target);
    if (bytes === undefined || !object) throw new Error(`a texture of format ${format} on ${target}: not counted`);
    sizes.set(object, bytes * pixels);
  };
  const before: Record<string, (...args: never[]) => void> = {
    bindTexture: (target: number, texture: object | null) => void bound.set(target, texture),
    bindBuffer: (target: number, buffer: object | null) => void bound.set(target, buffer),
    texStorage2D: (target: number, _: number, format: number, width: number, height: number) =>
      store(target, format, width * height),
    texStorage3D: (target: number, _: number, format: number, width: number, height: number, depth: number) =>
      store(target, format, width * height * depth),
    bufferData: (target: number, data: number | ArrayBufferView) =>
      void sizes.set(bound.get(target)!, typeof data === 'number' ? data : data.byteLength),
    deleteTexture: (texture: object) => void sizes.delete(texture),
    deleteBuffer: (buffer: object) => void sizes.delete(buffer),
  };
  // Whoever learns another way to make a texture has to teach it here.
  for (const name of ['texImage2D', 'texImage3D', 'copyTexImage2D', 'renderbufferStorage'])
    before[name] = () => {
      throw new Error(`${name}: not counted`);
    };
  const prototype = gl as unknown as Record<string, Call>;
  const originals = Object.keys(before).map((name) => [name, prototype[name]!] as const);
  for (const [name, original] of originals)
    prototype[name] = function (...args) {
      before[name]!(...args);
      return original.apply(this, args);
    };
  return {
    held: () => [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    stop: () => {
      for (const [name, original] of originals) prototype[name] = original;
    },
  };
}
