// One renderer a document, shared by all of its elements and counted: the last that leaves gives the context back.
import { createRenderer, type Renderer } from '../view/renderer.ts';

interface Shared {
  readonly renderer: Renderer;
  users: number;
}

// No global state that a second copy of the module would not survive: a cache, by document.
const byDocument = /* @__PURE__ */ new WeakMap<Document, Shared>();

/** One user more. */
export function borrowRenderer(document: Document): Renderer {
  const shared = byDocument.get(document) ?? { renderer: createRenderer(), users: 0 };
  byDocument.set(document, shared);
  shared.users++;
  return shared.renderer;
}

/** One user less. */
export function returnRenderer(document: Document): void {
  const shared = byDocument.get(document);
  if (!shared || --shared.users > 0) return;
  byDocument.delete(document);
  shared.renderer.dispose();
}
