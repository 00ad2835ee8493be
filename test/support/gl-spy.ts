// Watches a real WebGL2: counts what is made and given back, and takes a context away in the middle of a call. Nothing is replaced:
// every call goes through.
import { vi } from 'vitest';

const KINDS = ['Texture', 'Framebuffer', 'Program', 'Shader', 'VertexArray', 'Buffer', 'Sync'] as const;

export type Live = Readonly<Record<(typeof KINDS)[number], number>>;

const MAKERS: Readonly<Record<string, (typeof KINDS)[number]>> = { fenceSync: 'Sync' };
for (const kind of KINDS) Object.assign(MAKERS, { [`create${kind}`]: kind });

type Call = (this: WebGL2RenderingContext, ...args: unknown[]) => unknown;

export interface GlSpy {
  /** How many objects of each kind have been made and not given back. */
  live(): Live;
  /** Loses the context of whoever makes the n-th call from now, just before that call; n counts from 0. */
  loseAt(n: number): void;
  /** Whether that has happened. */
  readonly hasLost: boolean;
  /** Calls made so far. */
  readonly calls: number;
}

/** Undone by vi.restoreAllMocks. */
export function spyOnGl(): GlSpy {
  const made = new Map<unknown, (typeof KINDS)[number]>();
  let [calls, fatal, hasLost] = [0, -1, false];
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, Call>;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(gl))) {
    if (typeof value !== 'function' || name === 'constructor' || name === 'getExtension') continue;
    vi.spyOn(gl, name).mockImplementation(function (this: WebGL2RenderingContext, ...args) {
      if (calls++ === fatal) {
        hasLost = true;
        this.getExtension('WEBGL_lose_context')?.loseContext();
      }
      const result = (value as Call).apply(this, args);
      if (name in MAKERS && result) made.set(result, MAKERS[name]!);
      if (name.startsWith('delete')) made.delete(args[0]);
      return result;
    });
  }
  return {
    live: () => {
      const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<(typeof KINDS)[number], number>;
      for (const kind of made.values()) counts[kind]++;
      return counts;
    },
    loseAt(n) {
      fatal = calls + n;
      hasLost = false;
    },
    get hasLost() {
      return hasLost;
    },
    get calls() {
      return calls;
    },
  };
}

export const NOTHING: Live = { Texture: 0, Framebuffer: 0, Program: 0, Shader: 0, VertexArray: 0, Buffer: 0, Sync: 0 };

/** What is live once no picture is watched any more: the fences behind the last ones go within moments, and a loop would keep theirs. */
export async function settled(spy: GlSpy): Promise<Live> {
  await vi.waitUntil(() => spy.live().Sync === 0, { timeout: 20_000, interval: 20 });
  return spy.live();
}
