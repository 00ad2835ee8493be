import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { loadSeries } from 'reslice/dicom';
import 'reslice/element';
import { SliceView } from './slice-view.jsx';

function App() {
  const [stack, setStack] = useState(null);
  const [shown, setShown] = useState(true);
  const [position, setPosition] = useState(null);
  useEffect(() => {
    const abort = new AbortController();
    load('head.zip', abort.signal).then(setStack, (error) => {
      if (!abort.signal.aborted) throw error;
    });
    return () => abort.abort();
  }, []);
  return (
    <>
      <button type="button" onClick={() => setShown(!shown)}>
        {shown ? 'Hide' : 'Show'}
      </button>
      {stack && shown && (
        <>
          <SliceView stack={stack} plane="sagittal" window="brain" />
          {/* The same by the element, which draws, listens and cleans up by itself (and reads, if it is given src instead of stack): React 19
              sets what has a setter, else attributes. */}
          <reslice-view
            id="element"
            stack={stack}
            plane="sagittal"
            window="brain"
            style={{ width: 240, height: 240 }}
            onchange={({ detail }) => setPosition(detail.state.position)}
          />
          <output>{position}</output>
        </>
      )}
    </>
  );
}

async function load(url, signal) {
  const response = await fetch(url, { signal });
  const [series] = await loadSeries([{ name: url, bytes: await response.arrayBuffer() }], { signal });
  return series.stacks[0];
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
