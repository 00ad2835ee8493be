// The table of transfer syntaxes in docs/dicom.md, made from what the built package reads: on a plain page under a strict
// Content-Security-Policy, and in Node. RESLICE_UPDATE=1 writes it.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSeries } from '../../src/load/load-series.ts';
import { buildDist } from '../support/dist.ts';
import { shared } from '../support/shared.ts';
import { ROOT, textOf } from '../support/source-files.ts';
import type { Summary } from '../support/summary.ts';
import { launch, STRICT, servePlain } from './open-plain.ts';
import { summarise } from './plain/summarise.js';
import { cellOf } from './syntax-cell.ts';
import { SYNTAXES, type Syntax } from './syntax-samples.ts';

const DOC = 'docs/dicom.md';
const TABLE = /(?<=<!-- syntaxes -->\n)[\s\S]*?(?=<!-- \/syntaxes -->)/;
const HEAD = '| UID | name | files | browser | Node |\n| --- | --- | --- | --- | --- |\n';

const update = process.env.RESLICE_UPDATE === '1';
const folder = mkdtempSync(join(tmpdir(), 'reslice-syntaxes-'));
const folders = { made: join(folder, 'made'), ...(shared ? { data: join(shared, 'data') } : {}) };
const samples = SYNTAXES.flatMap((syntax) => syntax.samples.map((sample) => ({ syntax, ...sample })));

/** A sample's path on the page's server. */
const paths = samples.map(({ source }, n) => (typeof source === 'string' ? `data/${source}` : `made/${n}.dcm`));
const onDisk = (path: string): string => path.replace(/^\w+/, (first) => folders[first as keyof typeof folders]!);

let browser: readonly Summary[];
let node: readonly Summary[];
let bySources: readonly Summary[];

beforeAll(async () => {
  mkdirSync(folders.made);
  for (const [n, { source }] of samples.entries()) {
    if (typeof source !== 'string') writeFileSync(onDisk(paths[n]!), source);
  }
  const dist = buildDist('syntaxes');
  [browser, node, bySources] = await Promise.all([inBrowser(dist), inNode(dist), inSources()]);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function inBrowser(dist: string): Promise<readonly Summary[]> {
  const chromium = await launch();
  const site = await servePlain(chromium, dist, STRICT, folders);
  try {
    const page = await site.open();
    // In workers the same comes out: test/package/plain-page.test.ts.
    return await page.read(paths, 0);
  } finally {
    await chromium.close();
    site.close();
  }
}

async function inNode(dist: string): Promise<readonly Summary[]> {
  const [jobs, results] = [join(folder, 'jobs.json'), join(folder, 'results.json')];
  writeFileSync(jobs, JSON.stringify(paths.map(onDisk)));
  const program = join(import.meta.dirname, 'plain', 'in-node.mjs');
  await promisify(execFile)(process.execPath, [program, dist, jobs, results]);
  return JSON.parse(readFileSync(results, 'utf8')) as Summary[];
}

/** Only where nothing else tells every pixel. */
async function inSources(): Promise<readonly Summary[]> {
  const summaries: Summary[] = [];
  for (const [n, { truth }] of samples.entries()) {
    const path = paths[n]!;
    const lossy = truth !== 'refused' && 'tolerance' in truth;
    const bytes = (): Uint8Array => new Uint8Array(readFileSync(onDisk(path)));
    summaries.push(
      lossy ? await summarise(loadSeries, { name: path, bytes: bytes() }, { workers: 0 }) : { refused: 'not read' },
    );
  }
  return summaries;
}

function rowOf(syntax: Syntax): string {
  const own = samples.flatMap((sample, n) => (sample.syntax === syntax ? [n] : []));
  const cell = (summaries: readonly Summary[]): string =>
    cellOf(own.map((n) => ({ truth: samples[n]!.truth, summary: summaries[n]!, bySources: bySources[n]! })));
  return `| ${[syntax.uid, syntax.name, own.length, cell(browser), cell(node)].join(' | ')} |`;
}

const tableInDoc = (): string => TABLE.exec(textOf(DOC))![0];

describe('made here', () => {
  test.each(SYNTAXES.filter(({ made }) => made))('$uid $name', (syntax) => {
    expect(rowOf(syntax)).not.toContain('wrong');
    if (!update) expect(tableInDoc().split('\n')).toContain(rowOf(syntax));
  });
});

describe.skipIf(!shared)('real files', () => {
  test.each(SYNTAXES.filter(({ made }) => !made))('$uid $name', (syntax) => {
    expect(syntax.samples.length).toBeGreaterThan(0);
    expect(rowOf(syntax)).not.toContain('wrong');
  });

  test(`the table in ${DOC} is what comes out`, () => {
    const table = `${HEAD}${SYNTAXES.map((syntax) => `${rowOf(syntax)}\n`).join('')}`;
    expect(table).not.toContain('wrong');
    if (update)
      writeFileSync(
        join(ROOT, DOC),
        textOf(DOC).replace(TABLE, () => table),
      );
    expect(tableInDoc()).toBe(table);
  });
});
