// Keywords and VRs of the standard's elements: a chunk of its own, loaded with the first header that is looked at.
import type { DictionaryEntry, ElementDictionary } from '../../src/entry/dicom.ts';
import { loadedOnce } from '../ui/loaded-once.ts';

export const loadDictionary = loadedOnce(
  async (): Promise<ElementDictionary> => readDictionary((await import('reslice-dictionary:standard')).table),
);

/** @param table  as the module's text says */
export function readDictionary(table: string): ElementDictionary {
  const entries = new Map<string, DictionaryEntry>();
  let group = '';
  for (const line of table.split('\n')) {
    if (line.startsWith(',')) group = line.slice(1);
    else {
      const space = line.lastIndexOf(' ');
      entries.set(group + line.slice(0, 4), { keyword: line.slice(space + 1), vr: line.slice(4, space) });
    }
  }
  const find = (group: number, element: number) => entries.get(hex(group) + hex(element));
  return (group, element) => find(group, element) ?? find(repeating(group), element);
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** Overlays and curves have 16 groups each, of which the table has the first. Source: DICOM PS3.5 7.6 */
const repeating = (group: number): number =>
  [0x6000, 0x5000].find((first) => group >= first && group < first + 0x20) ?? group;
