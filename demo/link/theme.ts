// Dark, light, or as the system has it. Pictures stay dark in each.
import { Signal } from '../ui/signal.ts';
import { loadSettings, saveSettings, THEMES, type Theme } from './settings.ts';

const system = matchMedia('(prefers-color-scheme: light)');

const THEME_WORDS: Readonly<Record<Theme, string>> = { dark: 'dark', light: 'light', system: 'as the system' };

export class ThemeChoice {
  readonly changed = new Signal<void>();
  #theme: Theme = loadSettings().theme ?? 'dark';

  constructor() {
    system.addEventListener('change', () => this.#show());
  }

  /** As its button says it. */
  get words(): string {
    return `Theme: ${THEME_WORDS[this.#theme]}`;
  }

  get light(): boolean {
    return this.#theme === 'light' || (this.#theme === 'system' && system.matches);
  }

  next(): void {
    this.#theme = THEMES[(THEMES.indexOf(this.#theme) + 1) % THEMES.length]!;
    saveSettings({ theme: this.#theme });
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset.theme = this.light ? 'light' : 'dark';
    this.changed.tell();
  }
}
