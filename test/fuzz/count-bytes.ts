// How much memory a piece of work asks for: every ArrayBuffer and typed array made meanwhile is counted, whoever makes it, and what
// the memory of a WASM decoder grows by.

const NAMES = [
  'ArrayBuffer',
  'Int8Array',
  'Uint8Array',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
] as const;

/** @returns the work's result and the bytes asked for; views of buffers that are there cost nothing */
export async function countBytes<T>(work: () => Promise<T>): Promise<{ result: T; bytes: number }> {
  let bytes = 0;
  const scope = globalThis as unknown as Record<string, new (...args: unknown[]) => ArrayBuffer>;
  const originals = NAMES.map((name) => [name, scope[name]!] as const);
  const typed = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
  const { slice, map } = typed;
  const { grow } = WebAssembly.Memory.prototype;
  const counted = <A extends unknown[], R extends ArrayBufferView>(method: (...args: A) => R) =>
    function (this: unknown, ...args: A): R {
      const made = method.apply(this as Uint8Array, args);
      bytes += made.byteLength;
      return made;
    };
  for (const [name, original] of originals) {
    scope[name] = new Proxy(original, {
      construct(target, args, own) {
        const made = Reflect.construct(target, args, own === scope[name] ? target : own) as ArrayBuffer;
        if (name === 'ArrayBuffer' || !(args[0] instanceof ArrayBuffer)) bytes += made.byteLength;
        return made;
      },
    });
  }
  typed.slice = counted(slice) as typeof slice;
  typed.map = counted(map) as typeof map;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    const before = grow.call(this, pages);
    bytes += pages * 65536;
    return before;
  };
  try {
    return { result: await work(), bytes };
  } finally {
    for (const [name, original] of originals) scope[name] = original;
    typed.slice = slice;
    typed.map = map;
    WebAssembly.Memory.prototype.grow = grow;
  }
}
