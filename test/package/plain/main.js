// The page's one module: the package imported by address, as a site without a bundler does.
import { loadSeries } from '/dicom.js';
import { createRenderer } from '/index.js';
import { summarise } from './summarise.js';

/** A small file is read on the page while workers come up; one that says it is large waits for them. */
const waiting = (bytes, name) => Object.defineProperty(new File([bytes], name), 'size', { value: 2 ** 30 });

const violations = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));

// The one that every page must have: it shows that the policy is in force.
try {
  // biome-ignore lint/security/noGlobalEval: to be refused
  globalThis.eval('true');
} catch {}

const bytesAt = async (path) => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

globalThis.plain = {
  /** @param workers  0, or how many */
  async read(path, workers) {
    const bytes = await bytesAt(path);
    return summarise(loadSeries, workers > 0 ? waiting(bytes, path) : { name: path, bytes }, { workers });
  },

  /** @returns what drew it */
  async draw(path) {
    const [series] = await loadSeries([{ name: path, bytes: await bytesAt(path) }], { workers: 0 });
    const element = document.body.appendChild(document.createElement('div'));
    element.style.cssText = 'width: 64px; height: 64px';
    const renderer = createRenderer();
    const view = renderer.createView(element, { stack: series.stacks[0] });
    const patience = performance.now() + 10_000;
    while (view.drawnBy !== 'gpu' && performance.now() < patience) await new Promise((next) => setTimeout(next, 10));
    const { drawnBy } = view;
    renderer.dispose();
    return drawnBy;
  },

  /** Directives of what the policy has stopped so far. */
  violations: () => violations,

  /** What the page itself has fetched, its workers left out. */
  fetched: () => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)),
};
