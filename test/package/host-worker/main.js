// A site's own script, as docs/elements.md has it: the worker comes out of the site's bundle, so its policy needs no `blob:`.
import { loadSeries } from 'reslice/dicom';
import 'reslice/element';
import { summarise } from '../plain/summarise.js';

/** What each worker has answered: nothing that it was not asked to read. */
const answers = [];

const worker = () => {
  const made = new Worker(new URL('reslice/read-worker', import.meta.url), { type: 'module' });
  const n = answers.push(0) - 1;
  made.addEventListener('message', () => answers[n]++);
  return made;
};

const violations = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));

globalThis.host = {
  /** Said to be large, so that the page does not read it while the worker comes up. */
  async read(path) {
    const bytes = await (await fetch(path)).arrayBuffer();
    const file = Object.defineProperty(new File([bytes], path), 'size', { value: 2 ** 30 });
    return summarise(loadSeries, file, { workers: 1, worker });
  },

  async show(src) {
    const view = document.createElement('reslice-view');
    Object.assign(view, { worker, src });
    // The page reads small files while workers come up, and this phantom would be done by then.
    view.addEventListener('progress', () => {
      for (const until = performance.now() + 50; performance.now() < until; );
    });
    const loaded = new Promise((resolve, reject) => {
      view.addEventListener('load', resolve);
      view.addEventListener('error', ({ detail }) => reject(detail.error));
    });
    document.body.append(view);
    await loaded;
    return view.volume.size;
  },

  answers: () => answers.splice(0),
  violations: () => violations,
  fetched: () => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
};
