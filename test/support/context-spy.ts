// Watches which WebGL contexts a page makes, and gives the means to take each of them away and back.
import { vi } from 'vitest';

export interface MadeContexts {
  readonly all: readonly WebGL2RenderingContext[];
  /** Of each, asked for when it was made: a lost context gives no extension. */
  readonly losses: readonly WEBGL_lose_context[];
  /** Those that have not been given back. */
  live(): readonly WebGL2RenderingContext[];
}

/** Undone by vi.restoreAllMocks. */
export function spyOnContexts(): MadeContexts {
  const [all, losses]: [WebGL2RenderingContext[], WEBGL_lose_context[]] = [[], []];
  const getContext = OffscreenCanvas.prototype.getContext as (kind: string, options?: unknown) => unknown;
  vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockImplementation(function (
    this: OffscreenCanvas,
    kind: string,
    options?: unknown,
  ) {
    const made = getContext.call(this, kind, options);
    if (kind.startsWith('webgl') && made) {
      all.push(made as WebGL2RenderingContext);
      losses.push((made as WebGL2RenderingContext).getExtension('WEBGL_lose_context')!);
    }
    return made as null;
  } as OffscreenCanvas['getContext']);
  return { all, losses, live: () => all.filter((context) => !context.isContextLost()) };
}
