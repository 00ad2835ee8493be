// One side: what it holds, and, of a series, which plane and window are shown.

import { PHANTOMS } from '../../phantom/index.ts';
import type { PlaneName, Volume } from '../../src/entry/cpu.ts';
import {
  PRESETS,
  type PresetName,
  resolveWindow,
  type VoiTransform,
  type WindowRequest,
} from '../../src/entry/index.ts';
import { droppedSource, fileSource, isPhantomName, phantomSource, type Source } from '../start/sources.ts';
import { button } from '../ui/button.ts';
import { el, setText } from '../ui/dom.ts';
import { number, windowText } from '../ui/format.ts';
import { Signal } from '../ui/signal.ts';
import { type Content, readContent, reasonOf } from './content.ts';
import {
  defaultPosition,
  drawSeries,
  type Picture,
  type PictureState,
  planeAt,
  positionsOf,
  windowForOthers,
} from './picture.ts';

const NAMES: readonly PlaneName[] = ['acquired', 'axial', 'sagittal', 'coronal'];
const WINDOWS: readonly WindowRequest[] = ['file', 'auto', ...(Object.keys(PRESETS) as PresetName[])];

const labelOf = (request: WindowRequest): string =>
  request === 'file' ? 'as in file' : (PRESETS[request as PresetName]?.explanation ?? String(request));

export class Side {
  readonly root: HTMLElement;
  readonly letter: 'A' | 'B';
  /** What it holds, or how that is shown, is another. */
  readonly changed = new Signal<void>();
  readonly #phantom = el('select');
  readonly #stack = el('select', { hidden: true });
  readonly #plane = el('select');
  readonly #window = el('select');
  readonly #position = el('input', { type: 'range', min: 0, step: 1 });
  readonly #place = el('output');
  readonly #state = el('div', { class: 'side-state', hidden: true });
  readonly #name = el('p', { class: 'side-name' }, 'Nothing yet');
  readonly #told = el('p', { class: 'side-told', role: 'status' });
  #content: Content | null = null;
  #loading: AbortController | null = null;
  #positions: readonly number[] = [];
  #voi: VoiTransform | null = null;

  constructor(letter: 'A' | 'B') {
    this.letter = letter;
    const named = (control: HTMLElement, label: string): HTMLElement => {
      control.setAttribute('aria-label', `${label} of ${letter}`);
      return control;
    };
    this.#phantom.append(
      el('option', { value: '' }, 'A phantom'),
      ...Object.entries(PHANTOMS).map(([value, { title }]) => el('option', { value }, title)),
    );
    this.#plane.append(...NAMES.map((value) => el('option', { value }, value)));
    this.#window.append(...WINDOWS.map((value) => el('option', { value: String(value) }, labelOf(value))));
    this.#phantom.addEventListener('change', () => {
      const name = this.#phantom.value;
      if (isPhantomName(name)) void this.open(phantomSource(name));
    });
    this.#stack.addEventListener('change', () => this.#restart());
    this.#plane.addEventListener('change', () => this.#replace());
    this.#window.addEventListener('change', () => this.#rewindow());
    this.#position.addEventListener('input', () => this.#tell());
    const pick = (kind: 'folder' | 'files', text: string): HTMLElement => {
      const input = el('input', {
        type: 'file',
        multiple: true,
        webkitdirectory: kind === 'folder',
        hidden: true,
        'data-input': kind,
      });
      input.addEventListener('change', () => {
        if (input.files?.length) void this.open(fileSource([...input.files]));
        input.value = '';
      });
      const made = button({ label: text, act: () => input.click() });
      made.setAttribute('aria-label', `${text}, as ${letter}`);
      return el('span', {}, made, input);
    };
    const place = el('div', { class: 'side-place' }, named(this.#position, 'Position'), this.#place);
    this.#state.append(named(this.#stack, 'Stack'), named(this.#plane, 'Plane'), named(this.#window, 'Window'), place);
    const open = el('div', { class: 'side-open' }, pick('folder', 'Folder'), pick('files', 'Files or PNG'));
    this.root = el('section', { class: 'side', 'aria-label': `Side ${letter}`, 'data-side': letter });
    const head = el('h2', {}, el('span', { class: 'side-letter' }, letter), this.#name);
    this.root.append(head, named(this.#phantom, 'Phantom'), open, this.#told, this.#state);
  }

  get content(): Content | null {
    return this.#content;
  }

  get volume(): Volume | null {
    if (this.#content?.kind !== 'series') return null;
    return this.#content.volumes[Number(this.#stack.value) || 0]!.volume;
  }

  /** Of a series: what is shown of it. */
  get state(): PictureState | null {
    const { volume } = this;
    if (!volume || !this.#voi) return null;
    const position = this.#positions[Number(this.#position.value)]!;
    return { plane: planeAt(volume, this.#plane.value as PlaneName, position), window: this.#voi };
  }

  /** @param shared  another side's volume and state, to be shown in the place of its own; its controls are of no use then */
  draw(shared: { readonly volume: Volume; readonly state: PictureState } | null): Picture | null {
    const { volume, state } = this;
    this.#state.hidden = !volume || shared !== null;
    if (this.#content?.kind === 'picture') {
      const { width, height, levels } = this.#content;
      return { width, height, levels, values: null, unit: '' };
    }
    if (!volume || !state) return null;
    if (!shared) return drawSeries(volume, state);
    return drawSeries(volume, {
      plane: shared.state.plane,
      window: windowForOthers(shared.state.window, shared.volume),
    });
  }

  drop(transfer: DataTransfer): void {
    void this.open(droppedSource(transfer));
  }

  /** What was held stays where the new cannot be read. */
  async open(source: Source): Promise<void> {
    this.#loading?.abort();
    const mine = new AbortController();
    this.#loading = mine;
    const tell = (words: string, failed = false): void => {
      if (mine.signal.aborted) return;
      this.#told.classList.toggle('failed', failed);
      setText(this.#told, words);
    };
    this.root.setAttribute('aria-busy', 'true');
    try {
      const content = await readContent(source, mine.signal, (words) => tell(words));
      if (!content || mine.signal.aborted) return;
      this.#content = content;
      setText(this.#name, content.name);
      tell(
        content.kind === 'picture'
          ? [`${content.width} × ${content.height} pixels.`, content.note].filter(Boolean).join(' ')
          : content.note,
      );
      this.#restack(content);
    } catch (error) {
      tell(reasonOf(error), true);
    } finally {
      if (!mine.signal.aborted) {
        this.root.setAttribute('aria-busy', 'false');
        this.#phantom.value = '';
      }
    }
  }

  #restack(content: Content): void {
    const volumes = content.kind === 'series' ? content.volumes : [];
    this.#stack.replaceChildren(
      ...volumes.map(({ label }, n) => el('option', { value: n }, label || `Stack ${n + 1}`)),
    );
    this.#stack.hidden = volumes.length < 2;
    this.#restart();
  }

  #restart(): void {
    this.#window.value = 'file';
    this.#rewindow(false);
    this.#replace();
  }

  #rewindow(told = true): void {
    const { volume } = this;
    this.#voi = volume && resolveWindow(volume, this.#window.value as WindowRequest);
    this.#window.title = this.#voi ? windowText(this.#voi) : '';
    if (told) this.#tell();
  }

  #replace(): void {
    const { volume } = this;
    const name = this.#plane.value as PlaneName;
    this.#positions = volume ? positionsOf(volume, name) : [];
    this.#position.max = String(Math.max(this.#positions.length - 1, 0));
    if (volume) {
      const first = defaultPosition(volume, name);
      const off = this.#positions.map((mm) => Math.abs(mm - first));
      this.#position.value = String(off.indexOf(Math.min(...off)));
    }
    this.#tell();
  }

  #tell(): void {
    const mm = this.#positions[Number(this.#position.value)];
    setText(this.#place, mm === undefined ? '' : `${number(mm, 1)} mm`);
    this.changed.tell();
  }
}
