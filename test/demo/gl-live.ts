// Counts what a page's WebGL2 holds: before anything of the page runs, so that nothing is missed.
import type { Page } from 'playwright';

/** Made and not given back; contexts: made and not lost. */
export interface GlLive {
  readonly textures: number;
  readonly buffers: number;
  readonly framebuffers: number;
  readonly contexts: number;
}

/** Before the page is loaded, or loaded anew. */
export const spyOnGl = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const kinds = { textures: 'Texture', buffers: 'Buffer', framebuffers: 'Framebuffer' };
    const live = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, new Set<unknown>()]));
    const contexts = new Set<WebGL2RenderingContext>();
    const gl = WebGL2RenderingContext.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
    for (const [kind, name] of Object.entries(kinds)) {
      const [create, give] = [gl[`create${name}`]!, gl[`delete${name}`]!];
      gl[`create${name}`] = function (...given) {
        const made = create.apply(this, given);
        if (made) live[kind]!.add(made);
        contexts.add(this as unknown as WebGL2RenderingContext);
        return made;
      };
      gl[`delete${name}`] = function (...given) {
        live[kind]!.delete(given[0]);
        return give.apply(this, given);
      };
    }
    for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
      const getContext = prototype.getContext as (...given: unknown[]) => unknown;
      prototype.getContext = function (this: unknown, ...given: unknown[]) {
        const made = getContext.apply(this, given);
        if (made instanceof WebGL2RenderingContext) contexts.add(made);
        return made;
      } as never;
    }
    Object.assign(window, {
      glLive: () => ({
        ...Object.fromEntries(Object.entries(live).map(([kind, { size }]) => [kind, size])),
        contexts: [...contexts].filter((context) => !context.isContextLost()).length,
      }),
    });
  });

export const glLive = (page: Page): Promise<GlLive> =>
  page.evaluate(() => (window as unknown as { glLive(): GlLive }).glLive());
