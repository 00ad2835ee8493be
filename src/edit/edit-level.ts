// Splices of one data set or item: each is a range of the file's bytes and what takes its place. What no splice covers stays as it is.
import { type Encoding, innerEncoding, readItems, UNDEFINED } from '../dicom/elements.ts';
import { tag as tagOf } from '../dicom/tag.ts';
import { ResliceError } from '../errors.ts';
import { misfit } from './check-value.ts';
import { describeElement } from './describe-element.ts';
import type { Dictionary } from './dictionary.ts';
import { nameOf, type Plan, type PlanItem, type PlanNode } from './edit-plan.ts';
import type { ElementChange } from './element-edit.ts';
import { badPath } from './element-path.ts';
import { encodeElement, encodeItem, encodeValue, fitsElement, joinBytes } from './encode-value.ts';
import { requireCreators } from './private-blocks.ts';
import { isGroupLength, type RawElement, type RawLevel, readLevel } from './raw-elements.ts';
import { type Reading, readingOf } from './reading.ts';

export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
  /** These order what is inserted at one place: the end of an item is also the end of its sequence. */
  readonly depth: number;
  readonly tag: number;
}

export interface EditScope {
  readonly dictionary: Dictionary;
  readonly splices: Splice[];
  readonly changes: ElementChange[];
  /** Sequences around the level. */
  readonly depth: number;
}

/** Items of a sequence that may be counted through. */
const MOST_ITEMS = 65536;

/**
 * @param outer  repertoire and sign of what holds the level
 * @returns by how many bytes it grows
 * @throws ResliceError 'edit/bad-path', 'edit/bad-value', 'edit/refused', without the file's name
 */
export function editLevel(level: RawLevel, plan: Plan, outer: Reading, scope: EditScope): number {
  const reading = readingOf(level, plan, outer);
  const deltas = new Map<number, number>();
  const grow = (tag: number, delta: number): void => {
    deltas.set(tag >>> 16, (deltas.get(tag >>> 16) ?? 0) + delta);
  };
  requireCreators(level, plan);
  for (const node of [...plan.values()].sort((a, b) => a.step.tag - b.step.tag))
    grow(node.step.tag, editElement(level, node, reading, scope));
  for (const [group, delta] of [...deltas])
    if (delta !== 0) grow(group * 0x10000, countGroup(level, group, delta, scope));
  return [...deltas.values()].reduce((sum, delta) => sum + delta, 0);
}

function editElement(level: RawLevel, node: PlanNode, reading: Reading, scope: EditScope): number {
  const { tag } = node.step;
  const present = level.elements.filter((element) => element.tag === tag);
  const old = present.at(-1);
  if (node.value === undefined)
    return old ? editItems(level, old, node, reading, scope) : addSequence(level, node, reading, scope);
  if (node.value === null && !old) return 0;
  const vr = vrOf(node, old, reading, level.encoding);
  const bytes = node.value === null ? new Uint8Array(0) : elementBytes(node, vr, reading, level.encoding);
  tell(level, node, old, vr, reading, scope);
  // Of elements that are there twice, readers take the last: that one changes, and the others go.
  const dropped = present
    .slice(0, -1)
    .map((element) => splice(scope, element.start, element.end, new Uint8Array(0), tag));
  const at = placeFor(level, tag);
  const changed = old ? splice(scope, old.start, old.end, bytes, tag) : splice(scope, at, at, bytes, tag);
  return dropped.reduce((sum, delta) => sum + delta, changed);
}

function splice({ splices, depth }: EditScope, from: number, to: number, bytes: Uint8Array, tag: number): number {
  splices.push({ from, to, bytes, depth, tag });
  return bytes.length - (to - from);
}

/** Where an element that is not there yet belongs: before the first with a higher tag. */
const placeFor = (level: RawLevel, tag: number): number =>
  level.elements.find((element) => element.tag > tag)?.start ?? level.end;

/** The caller's, else the file's where the standard leaves it open or has none, else the standard's. */
function vrOf(node: PlanNode, old: RawElement | undefined, { signed }: Reading, { explicit }: Encoding): string {
  const { step, path } = node;
  const written = explicit && old?.vr !== 'UN' ? old?.vr : undefined;
  const open = step.vr === undefined || step.vr.includes(' or ');
  const own = node.vr ?? (open ? (written ?? step.vr) : step.vr);
  if (own === 'US or SS') return signed ? 'SS' : 'US';
  if (own === 'US or OW') return 'US';
  if (own !== undefined || node.value === null) return own ?? old?.vr ?? 'UN';
  throw badPath(path, 'neither the dictionary nor the file tells its VR: write it as PATH:VR=VALUE');
}

function elementBytes(node: PlanNode, vr: string, { terms }: Reading, encoding: Encoding): Uint8Array {
  const bad = (detail: string): ResliceError => new ResliceError('edit/bad-value', { tag: nameOf(node.step), detail });
  if (vr === 'SQ') throw badPath(node.path, `a sequence is set item by item: ${node.path}[0].Keyword`);
  const takes = misfit(node.value!, vr);
  if (takes) throw bad(takes);
  const value = encodeValue(node.value!, vr, encoding, terms);
  if (!value) throw bad(`a character that SpecificCharacterSet (${terms.join('\\') || 'none: ASCII'}) does not have`);
  if (!fitsElement(vr, value.length, encoding)) throw bad(`too long for ${vr}`);
  return encodeElement(node.step.tag, vr, value, encoding);
}

function tell(
  level: RawLevel,
  { step, path, value }: PlanNode,
  old: RawElement | undefined,
  vr: string,
  reading: Reading,
  { changes, dictionary }: EditScope,
): void {
  const before = old ? describeElement(level, old, dictionary, reading) : null;
  changes.push({ path, id: nameOf(step).id, vr, before, after: value ?? null });
}

/** A sequence that is not there yet: items from the first, each with what it is to hold. */
function addSequence(level: RawLevel, node: PlanNode, reading: Reading, scope: EditScope): number {
  const items = wanted(node);
  if (items.length === 0) return 0;
  requireSequence(node);
  const content = newItems(node, items, 0, level.encoding, reading, scope);
  const at = placeFor(level, node.step.tag);
  return splice(scope, at, at, encodeElement(node.step.tag, 'SQ', content, level.encoding), node.step.tag);
}

const wanted = ({ items }: PlanNode): readonly (readonly [index: number, item: PlanItem])[] =>
  [...items].filter(([, item]) => !item.removed && [...item.level.values()].some(sets)).sort(([a], [b]) => a - b);

/** Whether it would be there where nothing was. */
const sets = (node: PlanNode): boolean =>
  node.value !== undefined
    ? node.value !== null
    : [...node.items.values()].some((item) => !item.removed && [...item.level.values()].some(sets));

function requireSequence({ step, vr, path }: PlanNode): void {
  if ((vr ?? step.vr) !== 'SQ') throw badPath(path, 'is no sequence, as far as the dictionary knows');
}

/** Items behind the last one, of which there are `count`. */
function newItems(
  { path }: PlanNode,
  items: readonly (readonly [index: number, item: PlanItem])[],
  count: number,
  encoding: Encoding,
  reading: Reading,
  scope: EditScope,
): Uint8Array {
  const parts = items.map(([index, item], n) => {
    if (index !== count + n) throw badPath(`${path}[${index}]`, `there are ${count} items, counted from 0`);
    const splices: Splice[] = [];
    const empty: RawLevel = { bytes: new Uint8Array(0), encoding, elements: [], end: 0 };
    editLevel(empty, item.level, reading, { ...scope, splices, depth: 0 });
    return encodeItem(applySplices(empty.bytes, splices), encoding);
  });
  return joinBytes(parts);
}

function editItems(level: RawLevel, old: RawElement, node: PlanNode, reading: Reading, scope: EditScope): number {
  if (old.vr !== undefined && old.vr !== 'SQ' && old.vr !== 'UN') throw badPath(node.path, `is written as ${old.vr}`);
  if (old.vr !== 'SQ' && !old.undefinedLength) requireSequence(node);
  const { bytes } = level;
  const encoding = innerEncoding(level.encoding, old.vr);
  const { id, keyword } = nameOf(node.step);
  const own = tagOf(keyword, id.slice(1, 5), id.slice(6, 10));
  const found = readItems(bytes, encoding, { ...old, vr: 'SQ' }, { most: MOST_ITEMS, tag: own });
  let delta = 0;
  for (const [index, item] of node.items) {
    const bounds = found[index];
    if (!bounds) {
      if (item.removed || ![...item.level.values()].some(sets)) continue;
      const behind = [...node.items]
        .filter(([n, each]) => n >= found.length && !each.removed)
        .sort(([a], [b]) => a - b);
      if (behind[0]![0] !== index) continue;
      const end = old.offset + old.length;
      delta += splice(scope, end, end, newItems(node, behind, found.length, encoding, reading, scope), node.step.tag);
      continue;
    }
    const open = readUint32(bytes, bounds.start - 4, encoding) === UNDEFINED;
    if (item.removed) {
      const end = bounds.end + (open ? 8 : 0);
      const path = `${node.path}[${index}]`;
      scope.changes.push({ path, id, vr: 'SQ', before: 'an item', after: null });
      delta += splice(scope, bounds.start - 8, end, new Uint8Array(0), node.step.tag);
      continue;
    }
    const inner = { ...scope, depth: scope.depth + 1 };
    const grown = editLevel(readLevel(bytes, encoding, bounds), item.level, reading, inner);
    if (grown !== 0 && !open) setLength(scope, bounds.start - 4, bounds.end - bounds.start + grown, encoding);
    delta += grown;
  }
  if (delta !== 0 && !old.undefinedLength) setLength(scope, old.offset - 4, old.length + delta, level.encoding);
  return delta;
}

function setLength(scope: EditScope, at: number, length: number, { bigEndian }: Encoding): void {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length, !bigEndian);
  splice(scope, at, at + 4, bytes, 0);
}

const readUint32 = (bytes: Uint8Array, at: number, { bigEndian }: Encoding): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, !bigEndian);

/**
 * A group's length, where it is written, says what the group holds afterwards; of a group that is left empty it goes too.
 * Source: DICOM PS3.5 7.2
 */
function countGroup(level: RawLevel, group: number, delta: number, scope: EditScope): number {
  const own = level.elements.filter(({ tag }) => tag >>> 16 === group);
  const counter = own.find(({ tag }) => isGroupLength(tag));
  if (!counter || group === 2) return 0;
  const size = own.reduce((sum, { tag, start, end }) => sum + (isGroupLength(tag) ? 0 : end - start), delta);
  if (size === 0 || counter.length !== 4)
    return splice(scope, counter.start, counter.end, new Uint8Array(0), counter.tag);
  setLength(scope, counter.offset, size, level.encoding);
  return 0;
}

/** @param splices  none overlaps another */
export function applySplices(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array<ArrayBuffer> {
  const ordered = [...splices].sort((a, b) => a.from - b.from || a.to - b.to || b.depth - a.depth || a.tag - b.tag);
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { from, to, bytes: changed } of ordered) {
    parts.push(bytes.subarray(at, from), changed);
    at = to;
  }
  return joinBytes([...parts, bytes.subarray(at)]);
}
