// Which files a job writes, as far as can be told before its series is read: two jobs on one file would undo each other's work.
import { dirname, join, resolve } from 'node:path';
import { isFolder, NUMBER } from './output-names.ts';
import type { RenderWords } from './render-request.ts';

interface OneName {
  readonly kind: 'one';
  readonly name: string;
}

/** `prefix`, a number of `width` digits at least, `suffix`. */
interface NumberedNames {
  readonly kind: 'numbered';
  readonly prefix: string;
  readonly suffix: string;
  readonly width: number;
  /** Whether many pictures have longer numbers from the first on, as in a folder. */
  readonly grows: boolean;
}

/** Absolute. */
export type WrittenNames = OneName | NumberedNames;

/** What `outputNames` would refuse stands for one file. */
export function writtenNames({ out, all }: RenderWords): WrittenNames {
  const name = resolve(out);
  if (all === undefined) return { kind: 'one', name };
  if (isFolder(out)) return { kind: 'numbered', prefix: join(name, '/'), suffix: '.png', width: 3, grows: true };
  const [prefix = '', width = '1', suffix, ...more] = name.split(NUMBER);
  if (suffix === undefined || more.length > 0) return { kind: 'one', name };
  return { kind: 'numbered', prefix, suffix, width: Number(width), grows: false };
}

/** The folder that all lie in; null where the number is part of a folder's name. */
export const folderOf = (names: WrittenNames): string | null =>
  names.kind === 'one' ? dirname(names.name) : /[\\/]/.test(names.suffix) ? null : dirname(`${names.prefix}0`);

export function isWritten(names: WrittenNames, name: string): boolean {
  if (names.kind === 'one') return names.name === name;
  const { width, grows } = names;
  const number = numberIn(names, name);
  return number !== null && number.length >= width && (grows || number.length === width || number[0] !== '0');
}

/** The digits of a name that is one of many, as many as they may be; null of another. */
export function numberIn({ prefix, suffix }: Pick<NumberedNames, 'prefix' | 'suffix'>, name: string): string | null {
  if (!name.startsWith(prefix) || !name.endsWith(suffix)) return null;
  const number = name.slice(prefix.length, name.length - suffix.length);
  return /^\d+$/.test(number) ? number : null;
}

/** More pictures than a stack has planes. */
const MANY = 10_000;

/** A name that both write; null where there is none. */
function sharedName(a: WrittenNames, b: WrittenNames): string | null {
  if (a.kind === 'one') return isWritten(b, a.name) ? a.name : null;
  if (b.kind === 'one') return isWritten(a, b.name) ? b.name : null;
  const isNear = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);
  if (!isNear(a.prefix, b.prefix) || !(a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix))) return null;
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    for (let n = 0; n < MANY; n++) {
      const name = `${from.prefix}${String(n).padStart(from.width, '0')}${from.suffix}`;
      if (isWritten(to, name)) return name;
    }
  return null;
}

interface Claim {
  readonly line: number;
  readonly names: WrittenNames;
}

const first = (names: WrittenNames): string => (names.kind === 'one' ? names.name : `${names.prefix}0${names.suffix}`);

/** The same for all that may share a name. */
const shapeOf = (names: WrittenNames): string => first(names).replace(/\d+/g, '#');

/**
 * Thousands of jobs may write to one folder, or to a folder each: what has no chance to meet is not compared.
 * @returns notes what a line writes, or tells of the file that an earlier one writes as well
 */
export function claims(): (
  line: number,
  names: WrittenNames,
) => { readonly line: number; readonly name: string } | null {
  const lines = new Map<string, number>();
  const [ones, numbered] = [groups<Claim>(), groups<Claim>()];
  const [shapes, wide] = [groups<Claim>(), groups<Claim>()];
  const nearOf = (names: WrittenNames, folder: string | null): readonly Claim[] => {
    if (folder === null) return shapes.of(shapeOf(names));
    const single = names.kind === 'one' ? [] : ones.of(folder);
    return [...single, ...numbered.of(folder), ...wide.of(shapeOf(names))];
  };
  return (line, names) => {
    const known = names.kind === 'one' ? lines.get(names.name) : undefined;
    if (known !== undefined) return { line: known, name: first(names) };
    const folder = folderOf(names);
    for (const other of nearOf(names, folder)) {
      const name = sharedName(names, other.names);
      if (name !== null) return { line: other.line, name };
    }
    const claim = { line, names };
    if (names.kind === 'one') lines.set(names.name, line);
    shapes.add(shapeOf(names), claim);
    if (folder === null) wide.add(shapeOf(names), claim);
    else (names.kind === 'one' ? ones : numbered).add(folder, claim);
    return null;
  };
}

interface Groups<T> {
  of(key: string): readonly T[];
  add(key: string, item: T): void;
}

function groups<T>(): Groups<T> {
  const items = new Map<string, T[]>();
  return {
    of: (key) => items.get(key) ?? [],
    add(key, item) {
      const there = items.get(key);
      if (there) there.push(item);
      else items.set(key, [item]);
    },
  };
}

/**
 * What is written into folders.
 * @param paths  folders, or files, in which there is nothing
 */
export function namesWithin(all: readonly WrittenNames[]): (paths: readonly string[]) => readonly WrittenNames[] {
  const below = groups<WrittenNames>();
  for (const names of all) {
    // Where the number is in a folder's name, what lies above that.
    let at = dirname(names.kind === 'one' ? names.name : `${names.prefix}0`);
    for (; at !== dirname(at); at = dirname(at)) below.add(at, names);
    below.add(at, names);
  }
  return (paths) => paths.flatMap((path) => below.of(resolve(path)));
}
