// Work that follows what changes many times a frame: a drag's events, or four pictures that change together.

/** @returns asks for the work: done at the next frame, once, however often it is asked for until then */
export function onceAFrame(work: () => void): () => void {
  let asked = false;
  const run = (): void => {
    asked = false;
    work();
  };
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(run);
  };
}
