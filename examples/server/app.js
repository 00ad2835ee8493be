// Runs on the server and in the page. The server imports Reslice as well, and draws nothing: effects are the page's, and so is the
// element, which is markup until the page's script defines it.
import { createElement, Fragment, useEffect, useRef, useState } from 'react';
import { createRenderer, scrub } from 'reslice';
import { loadSeries } from 'reslice/dicom';
import 'reslice/element';

export function App({ url }) {
  const place = useRef(null);
  const slice = useRef(null);
  const [position, setPosition] = useState(null);
  // Not as `onchange`: React 19 does not listen to custom elements that it hydrates (react/react#35446).
  useEffect(() => {
    const abort = new AbortController();
    const onChange = ({ detail }) => setPosition(detail.state.position);
    slice.current.addEventListener('change', onChange, { signal: abort.signal });
    return () => abort.abort();
  }, []);
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
  const style = { width: 240, height: 240 };
  return createElement(
    Fragment,
    null,
    createElement('div', { ref: place, id: 'view', style }),
    createElement('reslice-view', { ref: slice, id: 'element', src: url, plane: 'sagittal', window: 'brain', style }),
    createElement('output', null, position),
  );
}
