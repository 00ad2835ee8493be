// Single modules of Lucide, which types only its barrel.
declare module 'lucide/dist/esm/createElement.mjs' {
  import type { IconNode } from 'lucide';

  const createElement: (icon: IconNode) => SVGElement;
  export = createElement;
}
declare module 'lucide/dist/esm/icons/*.mjs' {
  import type { IconNode } from 'lucide';

  const icon: IconNode;
  export = icon;
}
