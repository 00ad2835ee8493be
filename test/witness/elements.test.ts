// The elements that a header browser is given, beside what dcmtk's dcmdump prints of the same files: each tag, VR, length, keyword and text.
import { join } from 'node:path';
import { table } from 'reslice-dictionary:standard';
import { expect, test } from 'vitest';
import { readDictionary } from '../../demo/header/dictionary.ts';
import type { ListedElement } from '../../src/dicom/listed-element.ts';
import { listElements } from '../../src/load/list-elements.ts';
import { dcmdump, dumpOf } from '../support/dcmdump.ts';
import { shared, sharedFile, sharedFiles } from '../support/shared.ts';

const FOLDERS = [
  's01-ge-head-ct-tilt',
  's03-t1-brain-oblique',
  's09-pet-per-slice-slope',
  's11-enhanced-ct',
  's12-enhanced-mr',
  's13-transfer-syntaxes',
  's14-luts-windows',
];
/** Of a folder: the others are like them. */
const MOST = 12;

interface Flat {
  readonly depth: number;
  readonly element: ListedElement;
}

const flat = (elements: readonly ListedElement[], depth = 0): readonly Flat[] =>
  elements.flatMap((element) => [{ depth, element }, ...element.items.flatMap((item) => flat(item, depth + 1))]);

/** Of VRs whose print is their text; numbers beside, as dcmdump prints them. */
const TEXTS = new Set([
  'AE',
  'AS',
  'CS',
  'DA',
  'DS',
  'DT',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'ST',
  'TM',
  'UI',
  'US',
  'SS',
  'UL',
  'SL',
  'AT',
]);

test.skipIf(!shared || !dcmdump).each(FOLDERS)('%s: listed as dcmdump prints it', async (folder) => {
  const dictionary = readDictionary(table);
  let compared = 0;
  for (const name of sharedFiles(folder)
    .filter((path) => !/too_short|\.(md|txt|json)$/i.test(path))
    .slice(0, MOST)) {
    const { elements, cut } = await listElements([{ name, bytes: sharedFile('data', name) }], name, { dictionary });
    expect(cut).toBe(false);
    const [ours, theirs] = [flat(elements), dumpOf(join(shared!, 'data', name))];
    expect(
      ours.map(({ depth, element: { id } }) => `${depth} ${id}`),
      name,
    ).toEqual(theirs.map(({ depth, id }) => `${depth} ${id}`));
    for (const [n, { element }] of ours.entries()) {
      const their = theirs[n]!;
      // dcmtk rewrites what it says of compressed pixels.
      if (element.kind === 'pixels') continue;
      const where = `${name} ${element.id}`;
      // dcmtk knows private elements of its own, and settles on one of two VRs for what is written without one.
      if (element.privateCreator === null && !element.vr.includes(' or ') && element.vr !== 'UN')
        expect(element.vr, where).toBe(their.vr);
      if (element.keyword !== '' && element.privateCreator === null)
        expect(element.keyword, where).toBe(
          their.keyword.replace(/^RETIRED_/, '').replace(/^.*GroupLength$/, 'GroupLength'),
        );
      if (their.length !== 'u/l' && their.vr === element.vr && element.kind !== 'items')
        expect(String(element.length), where).toBe(their.length);
      if (element.kind !== 'values' || element.cut || element.vr !== their.vr || !TEXTS.has(element.vr)) continue;
      // Repertoires are test/unit/character-set.test.ts's business.
      if (/[^\n\r -~]/.test(their.value)) continue;
      const trimmed = their.value.split('\\').map((value) => value.trim());
      expect(element.values.join('\\').replaceAll('\r', '').trim().toUpperCase(), where).toBe(
        trimmed.join('\\').replaceAll('\r', '').trim().toUpperCase(),
      );
      compared++;
    }
  }
  console.log(`${folder}: ${compared} values as dcmdump prints them`);
  expect(compared).toBeGreaterThan(100);
});
