// The dictionary that the demo's header browser loads.
import { gzipSync } from 'node:zlib';
import { table } from 'reslice-dictionary:standard';
import { expect, test } from 'vitest';
import { readDictionary } from '../../demo/header/dictionary.ts';
import { TAGS } from '../../src/dicom/tag.ts';
import { UNIT_TAGS } from '../../src/dicom/unit-tags.ts';

const dictionary = readDictionary(table);

test('has the keyword, and the VR where the reader relies on one, of every attribute that Reslice reads', () => {
  for (const { key, keyword, vr } of Object.values({ ...TAGS, ...UNIT_TAGS })) {
    const [group, element] = [Number.parseInt(key.slice(1, 5), 16), Number.parseInt(key.slice(5), 16)];
    if (group % 2 === 1) continue;
    const entry = dictionary(group, element);
    expect(entry?.keyword, key).toBe(keyword);
    if (vr !== 'DS') expect(entry!.vr.split(' or '), keyword).toContain(vr);
  }
});

test('leaves open what the standard leaves open, and knows repeating and retired groups', () => {
  expect(dictionary(0x28, 0x106)).toEqual({ keyword: 'SmallestImagePixelValue', vr: 'US or SS' });
  expect(dictionary(0x7fe0, 0x10)).toEqual({ keyword: 'PixelData', vr: 'OB or OW' });
  expect(dictionary(0x6002, 0x10)).toEqual({ keyword: 'OverlayRows', vr: 'US' });
  expect(dictionary(8, 0x24)).toEqual({ keyword: 'OverlayDate', vr: 'DA' });
  expect(dictionary(9, 0x10)).toBeUndefined();
  expect(dictionary(0, 0)).toBeUndefined();
});

test('weighs less than 50 kB', () => {
  const { length } = gzipSync(table, { level: 9 });
  console.log(`data dictionary: ${table.length} bytes, ${length} gzipped`);
  expect(length).toBeLessThan(50_000);
});
