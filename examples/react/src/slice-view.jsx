import { useEffect, useRef } from 'react';
import { createRenderer, scrub } from 'reslice';

/** One plane of a stack. For several on a page, make the renderer once and share it: all views draw in its one WebGL context. */
export function SliceView({ stack, plane, window }) {
  const place = useRef(null);
  useEffect(() => {
    const element = place.current;
    const renderer = createRenderer();
    const view = renderer.createView(element, { stack, plane, window });
    const onWheel = (event) => {
      event.preventDefault();
      view.set(scrub(view.volume, view.state, Math.sign(event.deltaY)));
    };
    // React's own onWheel is passive: the page would scroll too.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
      renderer.dispose();
    };
  }, [stack, plane, window]);
  return <div ref={place} id="view" style={{ width: 240, height: 240 }} />;
}
