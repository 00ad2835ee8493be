// `reslice edit`: headers changed, file by file. Everything that can be seen to be wrong is told before a file is written.
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkEdits, type EditedFile, editElements } from '../edit/edit-elements.ts';
import type { ElementChange, ElementEdit } from '../edit/element-edit.ts';
import { isResliceError, ResliceError } from '../errors.ts';
import { type FoundFile, findFiles } from '../node/find-files.ts';
import { readBytes } from '../node/read-bytes.ts';
import { groupBy } from '../series/group-by.ts';
import { type CommandIo, EXIT } from './io.ts';
import { matchPaths } from './match-paths.ts';
import { badUse } from './parse-options.ts';
import { printable } from './printable.ts';
import { spareInputs } from './spare-inputs.ts';
import { fileCount, tellWritten } from './tell-written.ts';

/** The options as they were typed. */
export interface EditWords {
  readonly set?: readonly string[];
  readonly remove?: readonly string[];
  readonly out?: string;
  readonly dryRun?: boolean;
}

/** An index that counts the bytes of its own records, and has this name everywhere. Source: DICOM PS3.10 8.6 */
const DIRECTORY = 'DICOMDIR';

/**
 * @throws ResliceError 'use/bad-argument', 'edit/*', 'load/unreadable' where no file could be changed. Of several files one that cannot be
 * is told of, the rest is written, and the exit status is that of unreadable input
 */
export async function edit(paths: readonly string[], words: EditWords, io: CommandIo): Promise<void> {
  const { out, dryRun = false } = words;
  const edits = parseEdits(words);
  if (out === undefined && !dryRun)
    throw badUse('--out FOLDER is needed: files are never changed in place (or look with --dry-run)');
  await checkEdits(edits);
  const found = placesOf(paths, out);
  if (found.length > 1 && edits.some(({ path, value }) => /^(SOPInstanceUID|\(?0008,?0018\)?)$/.test(path) && value))
    throw badUse('--set SOPInstanceUID: these are several files, and each object has a UID of its own');
  let failed = 0;
  const written: string[] = [];
  for (const file of found) {
    const done = await tryEdit(file, edits, found.length === 1, io);
    if (done === 'failed') failed++;
    if (typeof done === 'string') continue;
    const lines = [...done.changes.map(dryRun ? valueLine : changeLine), ...done.absent.map(absentLine)];
    io.out(`${printable(file.name)}${done.changes.length === 0 ? ': nothing to change' : ''}\n${lines.join('')}`);
    if (!dryRun) await write(file.target!, done.bytes, io);
    written.push(file.target ?? file.path);
  }
  if (written.length === 0) throw new ResliceError('load/unreadable', { detail: 'no file could be changed' });
  if (dryRun) io.err(`reslice: ${fileCount(written.length)} would be written: this is a dry run\n`);
  else tellWritten(written.length, out!, io);
  const others = dryRun ? 0 : othersBeside(written);
  if (others > 0)
    io.err(`reslice: note: ${out}: ${fileCount(others)} more ${others === 1 ? 'lies' : 'lie'} beside them\n`);
  if (failed > 0) io.finish(EXIT.unreadable);
}

interface Placed extends FoundFile {
  /** Where it goes; null in a dry run that says not where. */
  readonly target: string | null;
  /** Whether it was met in a folder, not named. */
  readonly searched: boolean;
}

function placesOf(paths: readonly string[], out: string | undefined): readonly Placed[] {
  const found = matchPaths(paths).flatMap((path) => {
    if (/\.zip$/i.test(path)) throw badUse(`${path}: files in an archive are not edited; unpack it first`);
    const inside = existsSync(path) && (statSync(path).isDirectory() || basename(path) === DIRECTORY);
    return findFiles([path]).map(({ name, path: at }): Placed => {
      const below = inside ? name : basename(at);
      return { name, path: at, searched: inside, target: out === undefined ? null : join(out, below) };
    });
  });
  if (found.length === 0) throw badUse(`no files in ${paths.join(', ')}`);
  const targets = new Map<string, string>();
  for (const { path, target } of found) {
    if (target === null) continue;
    const other = targets.get(target);
    if (other !== undefined && other !== path) throw badUse(`${other} and ${path} would both become ${target}`);
    targets.set(target, path);
  }
  spareInputs(
    [...targets.keys()],
    found.map(({ path }) => path),
    `--out ${out}:`,
  );
  return found;
}

/** Copies of two patients in one folder, or of an earlier run, are for the one who made them to see. @param written  files */
function othersBeside(written: readonly string[]): number {
  const own = groupBy(written, dirname);
  let others = 0;
  for (const [folder, files] of own) {
    const names = new Set(files.map((file) => basename(file)));
    others += entriesOf(folder).filter((entry) => !entry.isDirectory() && !names.has(entry.name)).length;
  }
  return others;
}

/** None of a folder that may be written into and not be looked into. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

async function tryEdit(
  file: Placed,
  edits: readonly ElementEdit[],
  only: boolean,
  io: CommandIo,
): Promise<EditedFile | 'failed' | 'left out'> {
  try {
    return await editElements(new Uint8Array(await bytesOf(file)), edits, { file: file.name });
  } catch (error) {
    if (!isResliceError(error) || only) throw error;
    const foreign = file.searched && (error.code === 'dicom/not-dicom' || basename(file.path) === DIRECTORY);
    io.err(`reslice: ${foreign ? 'left out: ' : ''}${printable(error.message)}\n`);
    return foreign ? 'left out' : 'failed';
  }
}

/** @throws ResliceError 'load/unreadable', as for a link that leads nowhere */
async function bytesOf({ name, path }: FoundFile): Promise<ArrayBuffer> {
  try {
    return await readBytes(path);
  } catch (cause) {
    throw new ResliceError('load/unreadable', { file: name }, { cause });
  }
}

async function write(target: string, bytes: Uint8Array, io: CommandIo): Promise<void> {
  try {
    await io.writeFile(target, bytes);
  } catch (cause) {
    throw new ResliceError('use/bad-argument', { detail: `${target} cannot be written` }, { cause });
  }
}

/** `PATH=VALUE`, `PATH:VR=VALUE`; and what is to go. */
function parseEdits({ set = [], remove = [] }: EditWords): readonly ElementEdit[] {
  const sets = set.map((text): ElementEdit => {
    const [, path, vr, value] = /^([^=:]+)(?::([A-Z]{2}))?=(.*)$/s.exec(text) ?? [];
    if (path === undefined) throw badUse(`--set takes ELEMENT=VALUE, not '${text}'`);
    return { path: path.trim(), value: value!, ...(vr ? { vr } : {}) };
  });
  if (sets.length + remove.length === 0) throw badUse('nothing to do: give --set ELEMENT=VALUE or --remove ELEMENT');
  return [...sets, ...remove.map((path): ElementEdit => ({ path, value: null }))];
}

/** Of a value, as much as fits a line. */
const MOST = 80;

const quoted = (text: string): string => {
  const line = printable(text);
  return `'${line.length > MOST ? `${line.slice(0, MOST)}…` : line}'`;
};

/** What is printed ends up in logs, where the values that a patient's data were freed of have no place: only who asks sees them. */
function changeLine({ path, id, before, after }: ElementChange): string {
  return `  ${id} ${path}: ${after === null ? 'removed' : before === null ? 'added' : 'changed'}\n`;
}

/** Whoever frees a file of a patient's data is told that it was free of them already. */
const absentLine = (path: string): string => `  ${path}: was not there\n`;

/** Of a dry run. */
function valueLine({ path, id, before, after }: ElementChange): string {
  const [from, to] = [before === null ? 'absent' : quoted(before), after === null ? 'removed' : quoted(after)];
  return `  ${id} ${path}: ${from} -> ${to}\n`;
}
