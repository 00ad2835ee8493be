// In the built page: a service worker that keeps every part of it, so that it opens without a network. A page of the dev server changes
// too often to be kept.

/** Once the page has been shown: keeping the rest of it must not slow down what is seen first. */
export function workOffline(): void {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const register = (): void => {
    // Where it is forbidden the page works as before, with a network.
    serviceWorker.register('./sw.js').catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}
