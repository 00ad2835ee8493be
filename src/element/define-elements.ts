// Names the elements. Nothing else of the library defines a tag.
import { ResliceMprElement } from './reslice-mpr.ts';
import { ResliceViewElement } from './reslice-view.ts';

declare global {
  interface HTMLElementTagNameMap {
    'reslice-view': ResliceViewElement;
    'reslice-mpr': ResliceMprElement;
  }
}

/**
 * Defines `<reslice-view>` and `<reslice-mpr>`; a name that is taken stays as it is, so that two copies of the library on one page do
 * not fail. A registry other than the page's own gets subclasses, as a class may have one name only.
 */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  const own = registry === globalThis.customElements;
  const define = (name: string, element: CustomElementConstructor & { new (): HTMLElement }): void => {
    if (!registry.get(name)) registry.define(name, own ? element : class extends element {});
  };
  define('reslice-view', ResliceViewElement);
  define('reslice-mpr', ResliceMprElement);
}
