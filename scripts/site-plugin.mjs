// What makes the built demo a site of its own: a strict policy in every page, a manifest with icons, and a service worker that keeps
// every part, so that it opens without a network. The worker is our own: it has one rule for pages and one for parts, 1.7 kB with its
// comments; a kept library (vite-plugin-pwa, Workbox) would bring a dependency to build with, and a runtime, for those two.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that the pages need, and no more. A meta element cannot say who may frame a page; the server may. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const ICONS = ['icon-192.png', 'icon-512.png'];
/** Classic scripts, which Vite does not bundle: as they are, with their content in their names. */
const CLASSIC = ['link/theme-first.js'];

const MANIFEST = {
  name: 'Reslice',
  short_name: 'Reslice',
  description: 'Any plane through a DICOM series, exactly. Files stay on this computer.',
  start_url: './index.html',
  scope: './',
  display: 'standalone',
  background_color: '#0b0d10',
  theme_color: '#0b0d10',
  icons: [
    { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  ],
};

const hashOf = (...parts) =>
  parts
    .reduce((hash, part) => hash.update(part), createHash('sha256'))
    .digest('hex')
    .slice(0, 12);

/** @param {string} root  the demo's folder @returns {import('vite').Plugin} */
export function site(root) {
  const classic = CLASSIC.map((path) => {
    const source = readFileSync(join(root, path));
    return {
      from: `./${path}`,
      fileName: `assets/${path.split('/').at(-1).replace('.js', '')}-${hashOf(source)}.js`,
      source,
    };
  });
  return {
    name: 'reslice-site',
    apply: 'build',
    buildStart() {
      for (const { fileName, source } of classic) this.emitFile({ type: 'asset', fileName, source });
      for (const icon of ICONS)
        this.emitFile({ type: 'asset', fileName: icon, source: readFileSync(join(root, 'icons', icon)) });
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(MANIFEST, null, 2) });
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const page = classic.reduce(
          (text, { from, fileName }) => text.replace(`src="${from}"`, `src="./${fileName}"`),
          html,
        );
        const head = [
          { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' } },
          { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icon-192.png' } },
          { tag: 'meta', attrs: { name: 'theme-color', content: '#0b0d10' } },
        ];
        // Before everything that it concerns; the character set must come first of all.
        const policy = `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />`;
        return {
          html: page.replace('<meta charset="utf-8" />', policy),
          tags: head.map((tag) => ({ ...tag, injectTo: 'head' })),
        };
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle).filter(({ fileName }) => !fileName.endsWith('.map'));
        const names = files.map(({ fileName }) => fileName).sort();
        const contents = names.map((name) => bundle[name].source ?? bundle[name].code);
        const template = readFileSync(join(import.meta.dirname, 'site-worker.js'), 'utf8');
        // Named by what it holds: as long as nothing has changed the worker is the same to the byte, and nothing is fetched again.
        const source = template
          .replace("'VERSION'", () => JSON.stringify(hashOf(template, ...names, ...contents)))
          .replace("['FILES']", () => JSON.stringify(names));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}
