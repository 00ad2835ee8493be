// An element in words: what it is called, what it holds, and as text to be copied.
import type { ListedElement } from '../../src/entry/dicom.ts';

/** Its keyword; of a private one whose it is. */
export function nameOf({ keyword, privateCreator }: ListedElement): string {
  if (keyword !== '') return keyword;
  if (privateCreator === null) return 'Unknown';
  return privateCreator === '' ? 'Private, of nobody' : `Private, ${privateCreator}`;
}

/** Thousands apart, so that sizes can be read. */
const bytes = (length: number): string => `${String(length).replace(/\B(?=(\d{3})+$)/g, '\u202f')} bytes`;

/** One line for the list; '' for an empty value. */
export function valueText({ kind, values, items, length, cut, problem }: ListedElement): string {
  if (problem) return `Cannot be read: ${problem.at.detail ?? problem.code}`;
  if (kind === 'pixels') return `Pixels, ${bytes(length)}`;
  if (kind === 'items') return `${items.length}${cut ? ' or more' : ''} ${items.length === 1 ? 'item' : 'items'}`;
  if (kind === 'bytes') return length === 0 ? '' : bytes(length);
  return values.join('\\') + (cut ? `\u2026 (${bytes(length)} in all)` : '');
}

/** As text, with what is in it: '(0028,0030) DS PixelSpacing = 0.5\0.25'. */
export function textOf(element: ListedElement, indent = ''): string {
  const { id, vr, items } = element;
  const line = `${indent}${id} ${vr} ${nameOf(element)} = ${valueText(element)}`;
  const inner = items.flatMap((item, n) => [
    `${indent}  Item ${n + 1}`,
    ...item.map((one) => textOf(one, `${indent}    `)),
  ]);
  return [line, ...inner].join('\n');
}
