// dwv, as its documentation shows it: URLs in, a picture out. Not TypeScript: its types are there only once it is installed.
import { App, AppOptions, ViewConfig } from 'dwv';
import { drawn } from './first-pictures.ts';

/** ms without a new picture after which the last one was the last. */
const QUIET = 1500;

window.peerBench = (urls, orientation) =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const since = () => performance.now() - begun;
    const app = new App();
    const view = new ViewConfig('layers');
    view.orientation = orientation;
    app.init(new AppOptions({ '*': [view] }));
    let [firstMs, lastMs, loadedMs] = [0, 0, 0];
    let timer;
    const settle = () => {
      clearTimeout(timer);
      if (loadedMs && lastMs) {
        timer = setTimeout(
          () => resolve({ arrivedMs: 0, firstMs, loadedMs, completeMs: lastMs, uploadedMs: 0 }),
          QUIET,
        );
      }
    };
    app.addEventListener('renderend', () => {
      const canvas = document.querySelector('canvas');
      if (!canvas || !drawn(canvas)) return;
      firstMs ||= since();
      // Pictures after the load show all of it; where none follows, the last one before it did.
      if (!loadedMs || lastMs < loadedMs) lastMs = since();
      settle();
    });
    app.addEventListener('load', () => {
      loadedMs = since();
      settle();
    });
    app.addEventListener('error', (event) => reject(new Error(String(event.error))));
    app.loadURLs([...urls]);
  });
