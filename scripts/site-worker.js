// The built demo's service worker: scripts/site-plugin.mjs fills in what it keeps. Parts have their content in their names and never
// change, so they come from what is kept; pages are asked for anew where there is a network, so that an update is there with the next
// load, with new parts. A new worker waits until no page of the old one is open: what those still load lazily stays.
const KEPT = `reslice-${'VERSION'}`;
const FILES = ['FILES'];

self.addEventListener('install', (event) => {
  // Past the browser's own cache, which may hold the pages of before.
  const fresh = FILES.map((file) => new Request(file, { cache: 'no-cache' }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('reslice-') && name !== KEPT;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(request.mode === 'navigate' ? page(request) : part(request));
});

async function part(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    const { pathname } = new URL(request.url);
    const cache = await caches.open(KEPT);
    const file = pathname.endsWith('/') ? 'index.html' : pathname.slice(pathname.lastIndexOf('/') + 1);
    return (await cache.match(file, { ignoreVary: true })) ?? Response.error();
  }
}
