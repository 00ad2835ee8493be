// Two pictures, pixel by pixel: series, phantoms or PNGs, in this page alone. ?a=head&b=head-tilt-20 opens phantoms.
import { isPhantomName, phantomSource } from '../start/sources.ts';
import { el, find } from '../ui/dom.ts';
import { onceAFrame } from '../ui/once-a-frame.ts';
import { Numbers } from './numbers.ts';
import { Side } from './side.ts';
import { Viewer } from './viewer.ts';

const [a, b] = [new Side('A'), new Side('B')];
const viewer = new Viewer();
const numbers = new Numbers();
const link = el('input', { type: 'checkbox', id: 'same-plane', checked: true });
const linked = el('div', { class: 'same-plane', hidden: true });
linked.append(link, el('label', { for: link.id }, 'B with A’s plane and window'));
find('.compare-sides').append(a.root, b.root, linked, numbers.root);
find('.compare-main').append(viewer.root);

function refresh(): void {
  const [volume, state] = [a.volume, a.state];
  const bothSeries = volume !== null && b.volume !== null;
  linked.hidden = !bothSeries;
  const shared = bothSeries && link.checked && state ? { volume, state } : null;
  const pair = { a: a.draw(null), b: b.draw(shared) };
  viewer.show(pair);
  numbers.compare(pair, shared !== null);
}

// A slider moves more often.
const request = onceAFrame(refresh);
a.changed.listen(request);
b.changed.listen(request);
link.addEventListener('change', request);

/** Onto a side's card, or onto the half of the page that it is seen in. */
const sideAt = (event: DragEvent): Side => {
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-side]') : null;
  if (card) return card.dataset.side === 'A' ? a : b;
  const { left, width } = viewer.root.getBoundingClientRect();
  return event.clientX < left + width / 2 ? a : b;
};
const mark = (side: Side | null): void => {
  for (const each of [a, b]) each.root.classList.toggle('dropping', each === side);
};
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  mark(sideAt(event));
});
document.addEventListener('dragleave', (event) => event.relatedTarget === null && mark(null));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  mark(null);
  if (event.dataTransfer) sideAt(event).drop(event.dataTransfer);
});

const query = new URLSearchParams(location.search);
for (const side of [a, b]) {
  const name = query.get(side.letter.toLowerCase()) ?? '';
  if (isPhantomName(name)) void side.open(phantomSource(name));
}
