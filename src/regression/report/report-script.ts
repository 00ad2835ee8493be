// The report's script. It is written into the page as text, so it is one function that knows nothing outside of itself.

/** Chooses among the comparisons, and looks at one: side by side, swiped over each other, or what differs. */
export function reportScript(): void {
  const MODES = { side: 'Side by side', swipe: 'Swipe', difference: 'Difference' } as const;
  type Mode = keyof typeof MODES;
  const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

  const el = <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes: Readonly<Record<string, string>>,
    ...children: readonly (Node | string)[]
  ): HTMLElementTagNameMap[Tag] => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const start = (): void => {
    const main = document.querySelector('main')!;
    const matches = latest(main);
    document.body.classList.add('scripted');
    // It scrolls, and may hold nothing else that keys can reach.
    main.tabIndex = 0;
    const failed = matches.filter((match) => match.dataset.result === 'fail');
    document.querySelector('.summary')!.textContent =
      failed.length > 0
        ? `${failed.length} of ${matches.length} different`
        : `${matches.length} of ${matches.length} the same`;
    if (matches.length === 0) return;
    const list = el('ul', {});
    const nav = el('nav', { 'aria-label': 'Comparisons' }, list);
    // What is wrong comes first.
    const ordered = [...failed, ...matches.filter((match) => match.dataset.result !== 'fail')];
    const titleOf = (match: HTMLElement): string => match.getAttribute('aria-label') ?? '';
    const isAlone = (match: HTMLElement): boolean =>
      matches.filter((each) => titleOf(each) === titleOf(match)).length === 1;
    const buttons = ordered.map((match) => {
      const badge = el('span', { class: 'dot', 'aria-hidden': 'true' });
      const result = el('span', { class: 'spoken' }, match.dataset.result === 'fail' ? 'different: ' : 'same: ');
      const more = isAlone(match) ? '' : `, ${match.querySelector('.against')!.textContent}`;
      const button = el('button', { type: 'button' }, badge, result, titleOf(match) + more);
      button.dataset.result = match.dataset.result!;
      list.append(el('li', {}, button));
      addTools(match);
      return button;
    });
    main.before(nav);
    let current = 0;
    const show = (n: number, focus: boolean): void => {
      current = Math.min(Math.max(n, 0), ordered.length - 1);
      for (const [at, match] of ordered.entries()) {
        match.hidden = at !== current;
        if (at === current) buttons[at]!.setAttribute('aria-current', 'true');
        else buttons[at]!.removeAttribute('aria-current');
      }
      main.scrollTop = 0;
      buttons[current]!.scrollIntoView({ block: 'nearest' });
      if (focus) buttons[current]!.focus();
    };
    for (const [at, button] of buttons.entries()) button.addEventListener('click', () => show(at, false));
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const inNav = nav.contains(event.target as Node);
      const by = ({ j: 1, k: -1, ...(inNav ? { ArrowDown: 1, ArrowUp: -1 } : {}) } as Record<string, number>)[
        event.key
      ];
      const mode = (Object.keys(MODES) as Mode[])[Number(event.key) - 1];
      if (by) show(current + by, inNav);
      else if (mode) look(ordered[current]!, mode);
      else return;
      event.preventDefault();
    });
    show(0, false);
  };

  /** Of entries with one key the last: a run that was repeated appends to the same report. */
  const latest = (main: Element): HTMLElement[] => {
    const byKey = new Map<string, HTMLElement>();
    for (const match of main.querySelectorAll<HTMLElement>('.match')) {
      const key = match.dataset.key!;
      byKey.get(key)?.remove();
      byKey.delete(key);
      byKey.set(key, match);
    }
    return [...byKey.values()];
  };

  const look = (match: HTMLElement, mode: Mode): void => {
    const pictures = match.querySelector<HTMLElement>('.pictures')!;
    if (!match.querySelector(`.tools [data-mode="${mode}"]`)) return;
    pictures.dataset.mode = mode;
    for (const button of match.querySelectorAll<HTMLElement>('.tools button'))
      button.setAttribute('aria-pressed', String(button.dataset.mode === mode));
    match.querySelector<HTMLElement>('.divider')!.hidden = mode !== 'swipe';
  };

  const addTools = (match: HTMLElement): void => {
    const pictures = match.querySelector<HTMLElement>('.pictures')!;
    if (!pictures.querySelector('.difference')) return;
    const tools = el('div', { class: 'tools', role: 'group', 'aria-label': 'How to look' });
    for (const [n, mode] of (Object.keys(MODES) as Mode[]).entries()) {
      const button = el('button', { type: 'button', title: `Key ${n + 1}` }, MODES[mode]);
      button.dataset.mode = mode;
      button.addEventListener('click', () => look(match, mode));
      tools.append(button);
    }
    pictures.before(tools);
    addDivider(pictures);
    look(match, 'side');
  };

  /** Expected left of it, actual right of it. */
  const addDivider = (pictures: HTMLElement): void => {
    const divider = el('div', {
      class: 'divider',
      role: 'slider',
      tabindex: '0',
      'aria-label': 'Divider: expected left of it, actual right of it',
      'aria-orientation': 'horizontal',
      'aria-valuemin': '0',
      'aria-valuemax': '100',
    });
    let percent = 50;
    const move = (to: number): void => {
      percent = Math.min(Math.max(to, 0), 100);
      divider.setAttribute('aria-valuenow', String(Math.round(percent)));
      pictures.style.setProperty('--divider', `${percent}%`);
    };
    const follow = (event: PointerEvent): void => {
      // The picture alone, not what stands below it.
      const { left, width } = pictures.querySelector('.actual img')!.getBoundingClientRect();
      move((100 * (event.clientX - left)) / Math.max(width, 1));
    };
    pictures.addEventListener('pointerdown', (event) => {
      if (pictures.dataset.mode !== 'swipe' || event.button !== 0) return;
      pictures.setPointerCapture(event.pointerId);
      follow(event);
    });
    pictures.addEventListener('pointermove', (event) => {
      if (pictures.hasPointerCapture(event.pointerId)) follow(event);
    });
    divider.addEventListener('keydown', (event) => {
      const by = (STEPS[event.key] ?? 0) * (event.shiftKey ? 10 : 1);
      const to = ({ Home: 0, End: 100 } as Record<string, number>)[event.key] ?? (by === 0 ? null : percent + by);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      move(to);
    });
    pictures.append(divider);
    move(50);
  };

  document.addEventListener('DOMContentLoaded', start);
}
