// The report: one file, to which each comparison is appended as it is made, by as many processes as a runner has. It is whole at any
// time: HTML asks for no end tags of body and html.
import { createHash, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ResliceError } from '../../errors.ts';
import { type ReportedComparison, reportEntry } from './report-entry.ts';
import { reportScript } from './report-script.ts';
import { reportStyle } from './report-style.ts';

const BEGINNING = '<!doctype html><html lang="en"><meta name="generator" content="reslice report">';

/** The whole of a report without comparisons. Nothing is asked of anybody: its own policy allows only what is in it. */
export function emptyReport(): string {
  const script = `(${reportScript})()`;
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src ${hash(reportStyle)}`,
    `script-src ${hash(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    BEGINNING,
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="dark">',
    '<title>Pictures compared</title>',
    `<style>${reportStyle}</style>`,
    `<script>${script}</script>`,
    '<body><header class="bar"><h1>Pictures compared</h1><p class="summary" role="status"></p></header><main>\n',
  ].join('\n');
}

/**
 * Appends a comparison to a report, which is begun where it is not there.
 * @throws ResliceError 'use/bad-argument' where the file is there and is no report
 */
export function appendToReport(file: string, comparison: ReportedComparison): void {
  begin(file);
  appendFileSync(file, reportEntry(comparison));
}

/** Takes a report of before away. @throws as `appendToReport` */
export function clearReport(file: string): void {
  if (!existsSync(file)) return;
  checkReport(file);
  rmSync(file);
}

function begin(file: string): void {
  if (existsSync(file)) {
    checkReport(file);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  // Whole at once, or another process might append before the beginning.
  const own = `${file}.${randomUUID()}`;
  writeFileSync(own, emptyReport());
  try {
    linkSync(own, file);
  } catch (error) {
    // Another process was first; or the file system has no links, and there a copy has to do.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') copyFileSync(own, file);
  } finally {
    rmSync(own);
  }
}

function checkReport(file: string): void {
  const bytes = Buffer.alloc(BEGINNING.length);
  const open = openSync(file, 'r');
  readSync(open, bytes);
  closeSync(open);
  if (bytes.toString() !== BEGINNING)
    throw new ResliceError('use/bad-argument', { file, detail: 'is there, and is no report: it is left alone' });
}
