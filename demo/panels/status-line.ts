// What is under the pointer, what is going on, and how long it took.
import type { Desk } from '../app/desk.ts';
import { el, setText } from '../ui/dom.ts';
import { modality, patient, title } from '../ui/format.ts';

export class StatusLine {
  readonly root: HTMLElement;
  readonly #probe = el('output', { class: 'probe', 'aria-label': 'Value under the pointer' });
  readonly #task = el('output', { class: 'task', 'aria-live': 'polite' });
  readonly #bar = el('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Loading', hidden: true }, el('i'));

  constructor(desk: Desk) {
    const { session, pictures } = desk;
    const links = el('nav', { class: 'links', 'aria-label': 'Pages' });
    links.append(el('a', { href: './conformance.html', title: 'Is what this device draws right?' }, 'Conformance'));
    links.append(el('a', { href: './embed.html', title: 'The elements in a page of your own' }, 'Embedding'));
    this.root = el('footer', { class: 'status' }, this.#probe, this.#task, links, this.#bar);
    this.#probe.append(el('span'), el('span'), el('span'));
    pictures.probed.listen(({ pane, probe }) => {
      const texts = probe ? [title(pane), `${modality(probe.value)} ${probe.unit}`, patient(probe.position)] : [];
      for (const [n, part] of [...this.#probe.children].entries()) setText(part, texts[n] ?? '');
    });
    session.progressed.listen(({ words, done, total }) => {
      this.#bar.hidden = false;
      this.#bar.setAttribute('aria-valuenow', String(Math.round((100 * done) / Math.max(total, 1))));
      this.#bar.style.setProperty('--done', String(done / Math.max(total, 1)));
      setText(this.#task, `${words} ${done} / ${total}`);
    });
    session.ended.listen(({ ms, read }) => {
      this.#bar.hidden = true;
      setText(this.#task, read ? `Complete in ${(ms / 1000).toFixed(2)} s` : 'Nothing could be read');
    });
    desk.said.listen((words) => setText(this.#task, words));
  }
}
