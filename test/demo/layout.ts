// Runs in the page: every visible run of text, and which of them overlap, are cut off, or do not fit their control.

export interface TextBox {
  readonly text: string;
  left: number;
  readonly top: number;
  right: number;
  readonly bottom: number;
}

/** @returns complaints in words; none where every text can be read */
export function textFaults(): string[] {
  const faults: string[] = [];
  const boxes: (TextBox & { readonly layer: Element | null })[] = [];
  const shows = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const canvas = document.createElement('canvas').getContext('2d')!;

  const pageScrolls = document.documentElement.scrollHeight > innerHeight;
  const parentOf = (element: Element): Element | null =>
    element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
  const isFixed = (element: Element): boolean => {
    for (let up: Element | null = element; up; up = parentOf(up))
      if (getComputedStyle(up).position === 'fixed') return true;
    return false;
  };
  /** What lies over all else, on a ground of its own, and what of it a text belongs to. */
  const layerOf = (element: Element): Element | null => {
    for (let up: Element | null = element; up; up = parentOf(up))
      if (up.matches('dialog, [role=menu], .left.drawn, .action-items.shown')) return up;
    return null;
  };

  const outside = (box: TextBox, rect: { left: number; top: number; right: number; bottom: number }) =>
    box.left < rect.left - 1 || box.top < rect.top - 1 || box.right > rect.right + 1 || box.bottom > rect.bottom + 1;

  /** Scrolled out of sight is not cut off: it can be reached. */
  const place = (element: Element, box: TextBox): 'seen' | 'cut' | 'scrolled' => {
    for (let up: Element | null = element; up; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const rect = up.getBoundingClientRect();
      if (!outside(box, rect)) continue;
      // Shortened on purpose, for all to see, and whole in the tooltip.
      if (getComputedStyle(up).textOverflow === 'ellipsis' && element.closest('[title]')) {
        Object.assign(box, { left: Math.max(box.left, rect.left), right: Math.min(box.right, rect.right) });
        continue;
      }
      if (overflowY === 'auto' && box.left >= rect.left - 1 && box.right <= rect.right + 1) return 'scrolled';
      return 'cut';
    }
    if (!outside(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight })) return 'seen';
    // That the page scrolls is a fault of its own, where it must not.
    const inReach = pageScrolls && box.left >= -1 && box.right <= innerWidth + 1;
    return inReach && !isFixed(element) ? 'scrolled' : 'cut';
  };

  /** Those in open shadow roots, too: what lies over the pictures. */
  const textsOf = (root: Node): Node[] => {
    const found: Node[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) found.push(node);
      else if ((node as Element).shadowRoot) found.push(...textsOf((node as Element).shadowRoot!));
    }
    return found;
  };
  for (const node of textsOf(document.body)) {
    const parent = node.parentElement!;
    const text = node.textContent!.trim();
    if (!text || parent.closest('select, script, .drop-veil') || !shows(parent)) continue;
    // For those who listen: a box of one pixel, as is usual.
    if (parent.getBoundingClientRect().width <= 1) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      const box = { text, left, top, right, bottom };
      const where = place(parent, box);
      if (where === 'cut') faults.push(`cut off: ${text}`);
      if (where === 'seen') boxes.push({ ...box, layer: layerOf(parent) });
    }
  }
  for (const [n, a] of boxes.entries()) {
    for (const b of boxes.slice(n + 1)) {
      if (a.layer !== b.layer) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // Line boxes of neighbouring lines may touch by a pixel or two where the glyphs do not.
      if (wide > 1 && high > 2) faults.push(`overlap: ${a.text} | ${b.text}`);
    }
  }
  for (const control of document.querySelectorAll<HTMLElement>('button, select')) {
    if (!shows(control)) continue;
    if (control instanceof HTMLSelectElement) {
      const style = getComputedStyle(control);
      canvas.font = style.font;
      const wanted = canvas.measureText(control.selectedOptions[0]?.text ?? '').width;
      const room =
        control.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight) - 16;
      if (wanted > room) faults.push(`does not fit its list: ${control.selectedOptions[0]?.text}`);
    } else if (control.scrollWidth > control.clientWidth + 1)
      faults.push(`does not fit its button: ${control.textContent}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
  if (document.documentElement.scrollHeight > innerHeight) faults.push('the page scrolls');
  if (boxes.length < 10) faults.push(`only ${boxes.length} texts seen`);
  return faults;
}
