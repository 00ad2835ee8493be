// Runs on the server and in the page. The server imports Reslice as well, and draws nothing: effects are the page's.
import { createElement, useEffect, useRef } from 'react';
import { createRenderer, scrub } from 'reslice';
import { loadSeries } from 'reslice/dicom';

export function App({ url }) {
  const place = useRef(null);
  useEffect(() => {
    const renderer = createRenderer();
    const abort = new AbortController();
    let view;
    const show = async () => {
      const response = await fetch(url, { signal: abort.signal });
      const [series] = await loadSeries([{ name: url, bytes: await response.arrayBuffer() }], { signal: abort.signal });
      view = renderer.createView(place.current, { stack: series.stacks[0], plane: 'sagittal', window: 'brain' });
    };
    show().catch((error) => abort.signal.aborted || console.error(error));
    const onWheel = (event) => {
      event.preventDefault();
      view?.set(scrub(view.volume, view.state, Math.sign(event.deltaY)));
    };
    const element = place.current;
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
      abort.abort();
      renderer.dispose();
    };
  }, [url]);
  return createElement('div', { ref: place, id: 'view', style: { width: 240, height: 240 } });
}
