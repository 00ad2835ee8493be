// A file's header is read again after it could not be, and is of the image that is shown.
import { expect, test } from 'vitest';
import { HeaderSource, isOf } from '../../demo/header/header-source.ts';
import { loadedOnce } from '../../demo/ui/loaded-once.ts';
import { type ImageHeader, type InputFile, listElements } from '../../src/entry/dicom.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';

test('what could not be loaded is asked for again, and what was is kept', async () => {
  let asked = 0;
  const load = loadedOnce(async () => {
    asked++;
    if (asked === 1) throw new Error('offline');
    return asked;
  });
  await expect(load()).rejects.toThrow('offline');
  expect([await load(), await load()]).toEqual([2, 2]);
});

test('a file that could not be read is read again, and one that was is not', async () => {
  let asked = 0;
  const file: InputFile = {
    name: 'a.dcm',
    arrayBuffer: async () => {
      asked++;
      if (asked === 1) throw new Error('a drive that sleeps');
      return Uint8Array.from(sliceBytes({})).buffer;
    },
  };
  const [source, files] = [new HeaderSource(), new Map([['a.dcm', file]])];
  await expect(source.of(files, 'a.dcm')).rejects.toThrow();
  const list = await source.of(files, 'a.dcm');
  expect(list.elements.length).toBeGreaterThan(10);
  expect(await source.of(files, 'a.dcm')).toBe(list);
  expect(asked).toBe(2);
});

test('a header is of an image by its SOPInstanceUID', async () => {
  const bytes = sliceBytes({ SOPInstanceUID: ['UI', '1.2.3'] });
  const list = await listElements([{ name: 'a', bytes }], 'a');
  const image = (sopInstanceUID: string) => ({ sopInstanceUID }) as ImageHeader;
  expect(isOf(list, image('1.2.3'))).toBe(true);
  expect(isOf(list, image('1.2.4'))).toBe(false);
  const nameless = await listElements([{ name: 'a', bytes: sliceBytes({ SOPInstanceUID: null }) }], 'a');
  expect(isOf(nameless, image(''))).toBe(true);
});
