// What is under the pointer, what is going on, and what it costs: times, memory, and what draws.
import type { Stack } from '../../src/entry/dicom.ts';
import type { Desk } from '../app/desk.ts';
import { el, setText } from '../ui/dom.ts';
import { modality, patient, title } from '../ui/format.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';
import { askGpuName } from './ask-gpu-name.ts';

/** Pictures whose times are looked at together. */
const RECENT = 15;

export class StatusLine {
  readonly root: HTMLElement;
  readonly #probe = el(
    'output',
    { class: 'probe', 'aria-label': 'Value under the pointer' },
    el('span'),
    el('span'),
    el('span'),
  );
  readonly #task = el('output', { class: 'task', 'aria-live': 'polite' });
  readonly #cost = el('span', {
    class: 'cost',
    title: 'From a change to its pictures, median of the last; memory of the stack; what draws',
  });
  readonly #bar = el('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Loading', hidden: true }, el('i'));
  readonly #times: number[] = [];
  #changedAt: number | null = null;
  #gpu = '';
  #asked = false;
  #drawnBy: 'gpu' | 'cpu' = 'cpu';

  constructor(desk: Desk) {
    const links = el('nav', { class: 'links', 'aria-label': 'Pages' });
    links.append(el('a', { href: './compare.html', title: 'Two pictures, pixel by pixel' }, 'Compare'));
    links.append(el('a', { href: './conformance.html', title: 'Is what this device draws right?' }, 'Conformance'));
    links.append(el('a', { href: './embed.html', title: 'The elements in a page of your own' }, 'Embedding'));
    this.root = el('footer', { class: 'status' }, this.#probe, this.#task, this.#cost, links, this.#bar);
    this.#listenToPictures(desk);
    this.#listenToSession(desk);
    desk.said.listen((words) => setText(this.#task, words));
  }

  #listenToPictures({ pictures }: Desk): void {
    pictures.probed.listen(({ pane, probe }) => {
      const texts = probe ? [title(pane), `${modality(probe.value)} ${probe.unit}`, patient(probe.position)] : [];
      for (const [n, part] of [...this.#probe.children].entries()) setText(part, texts[n] ?? '');
    });
    const tell = onceAFrame(() => this.#tellCost(pictures.stack));
    pictures.changed.listen(() => {
      this.#changedAt ??= performance.now();
    });
    pictures.rendered.listen(({ drawnBy }) => {
      this.#drawnBy = drawnBy;
      if (this.#changedAt !== null) {
        this.#times.push(performance.now() - this.#changedAt);
        if (this.#times.length > RECENT) this.#times.shift();
        this.#changedAt = null;
      }
      if (drawnBy === 'gpu') this.#askGpu(tell);
      tell();
    });
  }

  #listenToSession({ session, pictures }: Desk): void {
    let [begun, first, isItsOwn] = [0, 0, false];
    session.begun.listen(() => {
      begun = performance.now();
      first = 0;
      isItsOwn = false;
    });
    // Until then pictures are of what was open before.
    pictures.shown.listen(({ stack }) => {
      isItsOwn ||= stack !== null;
    });
    pictures.rendered.listen(() => {
      if (isItsOwn) first ||= performance.now() - begun;
    });
    session.progressed.listen(({ words, done, total }) => {
      this.#bar.hidden = false;
      this.#bar.setAttribute('aria-valuenow', String(Math.round((100 * done) / Math.max(total, 1))));
      this.#bar.style.setProperty('--done', String(done / Math.max(total, 1)));
      setText(this.#task, `${words} ${done} / ${total}`);
    });
    session.ended.listen(({ ms, read }) => {
      this.#bar.hidden = true;
      const times = [first > 0 && `first picture ${seconds(first)}`, `complete ${seconds(ms)}`].filter(Boolean);
      const cut = session.extent === 'cut off' ? 'Incomplete: reading was cut off' : 'Nothing could be read';
      setText(this.#task, read ? times.join(', ') : cut);
    });
  }

  /** Once. @param tell  writes the line again when the answer is there */
  #askGpu(tell: () => void): void {
    if (this.#asked) return;
    this.#asked = true;
    void askGpuName().then((name) => {
      this.#gpu = name;
      tell();
    });
  }

  #tellCost(stack: Stack | null): void {
    const ms = this.#times.toSorted((a, b) => a - b)[this.#times.length >> 1];
    const bytes = (stack?.volumes ?? []).reduce((sum, { volume }) => sum + volume.storedValues.byteLength, 0);
    const words = [
      ms === undefined ? '' : `${ms.toFixed(0)} ms`,
      bytes > 0 ? `${(bytes / 2 ** 20).toFixed(1)} MiB` : '',
      this.#drawnBy === 'gpu' ? this.#gpu : 'CPU',
    ];
    setText(this.#cost, words.filter(Boolean).join(' · '));
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
