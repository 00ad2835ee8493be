// In place of pictures: why the series that is chosen has none.
import { el, setText } from '../ui/dom.ts';
import { reasonWords } from '../ui/problem-words.ts';
import type { Desk } from './desk.ts';

export function stageNote(desk: Desk): HTMLElement {
  const note = el('p', { class: 'stage-note', role: 'status', hidden: true });
  desk.chose.listen(() => {
    const { chosen } = desk;
    const without = chosen !== null && chosen.stack.volume === null;
    note.hidden = !without;
    setText(
      note,
      without ? `No plane can be drawn through this series. A file ${reasonWords(chosen.stack.reason)}.` : '',
    );
  });
  return note;
}
