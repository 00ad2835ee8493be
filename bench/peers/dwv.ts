// dwv, as its documentation shows it: URLs in, a sagittal picture out.
import { App, AppOptions, ViewConfig } from 'dwv';
import { drawn, type FirstPictures } from './first-pictures.ts';

declare global {
  interface Window {
    peerBench(urls: readonly string[], orientation: 'axial' | 'sagittal'): Promise<FirstPictures>;
  }
}

window.peerBench = (urls, orientation) =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const app = new App();
    const view = new ViewConfig('layers');
    view.orientation = orientation;
    app.init(new AppOptions({ '*': [view] }));
    let first = 0;
    let loaded = 0;
    app.addEventListener('renderend', () => {
      const canvas = document.querySelector('canvas');
      if (!canvas || !drawn(canvas)) return;
      first ||= performance.now() - begun;
      if (loaded) resolve({ firstMs: first, completeMs: performance.now() - begun });
    });
    app.addEventListener('load', () => {
      loaded = performance.now() - begun;
      // The last picture may have been drawn before.
      setTimeout(() => resolve({ firstMs: first, completeMs: loaded }), 2000);
    });
    app.addEventListener('error', (event: unknown) => reject(new Error(JSON.stringify(event))));
    app.loadURLs([...urls]);
  });
