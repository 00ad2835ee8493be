// The commands of docs/writing.md, as they stand there.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phantomSeries } from '../../phantom/index.ts';
import { reslice } from '../support/cli.ts';
import { textOf } from '../support/source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'reslice-writing-'));
beforeAll(async () => {
  mkdirSync(join(folder, 'scans'));
  const files = await phantomSeries({ rows: 20, columns: 18, slices: 6, pixelSpacing: [8, 8], step: 9 });
  for (const { name, bytes } of files) writeFileSync(join(folder, 'scans', name), bytes);
  writeFileSync(join(folder, 'one.dcm'), files[0]!.bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

const lines = [...textOf('docs/writing.md').matchAll(/^ {4}reslice (.+)$/gm)].map((match) => match[1]!);

test('there are some', () => expect(lines.length).toBeGreaterThanOrEqual(6));

test.each(lines)('reslice %s', async (line) => {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
  const placed = words.map((word) => (/^(scans\/|one\.dcm)/.test(word) ? join(folder, word) : word));
  const { status, err, written } = await reslice(...placed);
  expect(status, err).toBe(0);
  expect(written.size > 0).toBe(!words.includes('--dry-run'));
});
