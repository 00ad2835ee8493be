// Every real file with one right result, in a page: its stored values by sha256. (Node's path: test/data/files.test.ts.)
import { describe, expect, test } from 'vitest';
import { createCodecs } from '../../src/dicom/codecs/create-codecs.ts';
import { readFile } from '../../src/load/read-file.ts';

interface Entry {
  readonly path: string;
  readonly sha256?: string;
}

const answer = await fetch('/@shared/reference/files.json');
const exact = answer.ok ? ((await answer.json()) as Entry[]).filter(({ sha256 }) => sha256) : [];

async function hashOf(path: string, codecs: ReturnType<typeof createCodecs>): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(`/@shared/data/${path}`)).arrayBuffer());
  const parts = (await readFile(bytes, path, codecs)).map(({ header, storedValues }) => {
    const own =
      header.pixels.bitsAllocated <= 8 ? Uint8Array.from(storedValues, (value) => value & 0xff) : storedValues;
    return new Uint8Array(own.buffer as ArrayBuffer, own.byteOffset, own.byteLength);
  });
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe.skipIf(!answer.ok)('stored values of real files, in a page', () => {
  const cases = answer.ok ? [...new Set(exact.map(({ path }) => path.split('/')[0]!))] : ['no scans here'];

  test('there are 950 of them', () => expect(exact).toHaveLength(950));

  test.each(cases)('%s', async (name) => {
    const codecs = createCodecs();
    for (const { path, sha256 } of exact.filter((entry) => entry.path.startsWith(`${name}/`))) {
      expect(await hashOf(path, codecs), path).toBe(sha256);
    }
  });
});
