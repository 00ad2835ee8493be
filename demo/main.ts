// The demo: three linked planes of a series. Built from the package's doors only.

import { PHANTOMS } from '../phantom/index.ts';
import { isNote, loadSeries, type Series } from '../src/entry/dicom.ts';
import { resolveWindow, type VoiTransform } from '../src/entry/index.ts';
import { ColorPanel } from './color-panel.ts';
import { el, find, setText } from './dom.ts';
import { modality, patient, title } from './format.ts';
import { helpPanel } from './help-panel.ts';
import { listenToKeys } from './keyboard.ts';
import type { Pane } from './pane.ts';
import { TOOLS, type Tool } from './pane-input.ts';
import { PresetPanel } from './preset-panel.ts';
import { ProblemPanel } from './problem-panel.ts';
import { type Choice, choicesOf, SeriesPanel } from './series-panel.ts';
import { droppedSource, fileSource, isPhantomName, localSource, phantomSource, type Source } from './sources.ts';
import { Viewer } from './viewer.ts';

const app = find('.app');
const probe = find('.probe');
probe.append(el('span'), el('span'), el('span'));
const task = find('.task');
const progress = find('.progress');
const problems = new ProblemPanel();
const series = new SeriesPanel((choice) => show(choice));
const presets = new PresetPanel((request) => viewer.setWindow(request));
const colors = new ColorPanel((name) => viewer.setColormap(name));
const viewer = new Viewer(find('.panes'), {
  changed: refresh,
  hovered: hover,
  failed: (error) => problems.add(error, false),
});
const phantoms = el('select', { 'aria-label': 'Built-in phantom' }, el('option', { value: '' }, 'Built-in phantom…'));
phantoms.append(...Object.entries(PHANTOMS).map(([value, { title }]) => el('option', { value }, title)));
find('.side').append(
  series.root,
  problems.root,
  presets.root,
  colors.root,
  el('section', { class: 'panel phantom-panel' }, phantoms),
  helpPanel(),
);

let fileWindow: VoiTransform | null = null;
let loading: AbortController | null = null;
let hovered: { pane: Pane; at: readonly [number, number] } | null = null;

function refresh(): void {
  const view = viewer.views[0];
  presets.refresh(view?.volume.unit ?? '', view?.state.window ?? null, fileWindow);
  colors.refresh(view ?? null);
  if (hovered) hover(hovered.pane, hovered.at);
}

function hover(pane: Pane | null, at: readonly [number, number] | null): void {
  hovered = pane && at ? { pane, at } : null;
  const view = pane?.view;
  const found = view && at ? view.valueAt(...at) : null;
  const value = found ? `${modality(found.value)} ${found.unit}` : 'outside';
  const texts = view && at ? [title(pane.plane), value, patient(found?.position ?? view.toPatient(...at))] : [];
  for (const [n, part] of [...probe.children].entries()) setText(part, texts[n] ?? '');
}

function show(choice: Choice): void {
  series.show(choice);
  viewer.clear();
  fileWindow = null;
  const { volume } = choice.stack;
  if (!volume) return;
  fileWindow = resolveWindow(volume, 'file');
  viewer.show(choice.stack, fileWindow);
}

function tellProgress(words: string, done: number, total: number): void {
  progress.hidden = false;
  progress.setAttribute('aria-valuenow', String(Math.round((100 * done) / Math.max(total, 1))));
  progress.style.setProperty('--done', String(done / Math.max(total, 1)));
  setText(task, `${words} ${done} / ${total}`);
}

async function open(source: Source): Promise<void> {
  loading?.abort();
  const mine = new AbortController();
  loading = mine;
  const { signal } = mine;
  problems.clear();
  app.dataset.state = 'loading';
  tellProgress('Reading', 0, 1);
  let opened: readonly Series[] = [];
  try {
    const files = await source.files(signal, (done, total) => tellProgress(source.task, done, total));
    opened = await loadSeries(files, {
      signal,
      onProgress: ({ filesDone, filesTotal }) => signal.aborted || tellProgress('Reading', filesDone, filesTotal),
      onProblem: (problem) => signal.aborted || problems.add(problem, isNote(problem)),
    });
  } catch (error) {
    // Each of an AggregateError's files has been told of already.
    if (!signal.aborted && !(error instanceof AggregateError)) problems.add(error, false);
  }
  if (signal.aborted) return;
  progress.hidden = true;
  setText(task, '');
  const choices = choicesOf(opened);
  const first = choices.find(({ stack }) => stack.volume) ?? choices[0];
  app.dataset.state = first || viewer.views.length > 0 ? 'open' : 'empty';
  // Where nothing could be read, what was open stays open.
  if (!first) return;
  series.offer(choices);
  show(first);
  if (source.focus && first.stack.volume) viewer.meetAt(source.focus);
}

function toggleOverlay(): void {
  const hidden = app.classList.toggle('no-overlay');
  find('[data-action=overlay]').setAttribute('aria-pressed', String(!hidden));
}

function buildTools(): void {
  const choose = (tool: Tool): void => {
    viewer.tool = tool;
    for (const button of find('.tools').children) {
      button.setAttribute('aria-checked', String((button as HTMLElement).dataset.tool === tool));
    }
  };
  for (const tool of TOOLS) {
    const button = el('button', { type: 'button', role: 'radio', 'data-tool': tool }, title(tool));
    button.addEventListener('click', () => choose(tool));
    find('.tools').append(button);
  }
  choose('scrub');
}

function listen(): void {
  const on = (action: string, act: () => void) => find(`[data-action=${action}]`).addEventListener('click', act);
  on('reset', () => viewer.reset());
  on('overlay', toggleOverlay);
  for (const kind of ['folder', 'files'] as const) {
    const input = find<HTMLInputElement>(`[data-input=${kind}]`);
    on(`open-${kind}`, () => input.click());
    input.addEventListener('change', () => {
      if (input.files?.length) void open(fileSource([...input.files]));
      input.value = '';
    });
  }
  phantoms.addEventListener('change', () => {
    if (isPhantomName(phantoms.value)) void open(phantomSource(phantoms.value));
    phantoms.value = '';
  });
  listenToKeys(viewer, { reset: () => viewer.reset(), toggleOverlay });
  listenToDrops();
}

function listenToDrops(): void {
  const veil = (shown: boolean) => app.classList.toggle('dropping', shown);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    veil(true);
  });
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && veil(false));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    veil(false);
    if (event.dataTransfer) void open(droppedSource(event.dataTransfer));
  });
}

buildTools();
listen();
refresh();
const query = new URLSearchParams(location.search);
// For the tests, and only on request: `?test` hands out the viewer.
if (query.has('test')) Object.assign(window, { resliceTest: { viewer } });
const asked = query.get('phantom') ?? '';
void open(isPhantomName(asked) ? phantomSource(asked) : ((await localSource()) ?? phantomSource('head')));
