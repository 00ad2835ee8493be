// A panel that a button brings where there is no room for it beside the pictures; elsewhere it is simply there.

/** @param panel  with an id; seen as a drawer while it has the class `drawn` */
export function drawer(panel: HTMLElement, opener: HTMLButtonElement): void {
  const show = (shown: boolean): void => {
    panel.classList.toggle('drawn', shown);
    opener.setAttribute('aria-expanded', String(shown));
  };
  opener.setAttribute('aria-controls', panel.id);
  opener.addEventListener('click', () => show(!panel.classList.contains('drawn')));
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !panel.classList.contains('drawn')) return;
    // One thing a press: what lies below is left alone.
    event.stopPropagation();
    show(false);
    opener.focus();
  };
  panel.addEventListener('keydown', leave);
  opener.addEventListener('keydown', leave);
  document.addEventListener('pointerdown', ({ target }) => {
    if (!panel.contains(target as Node | null) && !opener.contains(target as Node | null)) show(false);
  });
  show(false);
}
