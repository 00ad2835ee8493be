// Work for panels that may not be seen: done at once where they are, else when they are next, and not more than once.

/**
 * @param wait  ms after the last request; 0 for the next frame
 * @returns asks for the work
 */
export function whileSeen(root: Element, work: () => void, wait = 0): () => void {
  let seen = false;
  let wanted = false;
  let timer = 0;
  const run = (): void => {
    timer = 0;
    if (!wanted || !seen) return;
    wanted = false;
    work();
  };
  const ask = (): void => {
    wanted = true;
    if (!seen) return;
    if (wait > 0) {
      clearTimeout(timer);
      timer = window.setTimeout(run, wait);
    } else timer ||= requestAnimationFrame(run);
  };
  new IntersectionObserver(([entry]) => {
    seen = root.checkVisibility({ visibilityProperty: true }) && entry!.isIntersecting;
    if (seen) run();
  }).observe(root);
  return ask;
}
