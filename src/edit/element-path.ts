// Which element is meant: `PatientName`, `(0019,10E0)`, `RequestAttributesSequence[0].ScheduledProcedureStepID`.
import { ResliceError } from '../errors.ts';
import type { Dictionary } from './dictionary.ts';
import { idOfTag, isGroupLength, isPrivate, isPrivateCreator } from './raw-elements.ts';

export interface PathStep {
  readonly tag: number;
  /** '' where nobody knows. */
  readonly keyword: string;
  /** As PS3.6 writes it; undefined of a private or unknown element. */
  readonly vr: string | undefined;
  /** Of a sequence, from 0. */
  readonly item: number | null;
}

const STEP = /^(?:([A-Za-z][A-Za-z0-9]*)|\(?([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})\)?)(?:\[(\d{1,5})\])?$/;

export const badPath = (path: string, detail: string): ResliceError =>
  new ResliceError('edit/bad-path', { detail: `${path}: ${detail}` });

/** @throws ResliceError 'edit/bad-path' */
export function parsePath(path: string, dictionary: Dictionary): readonly PathStep[] {
  const parts = path.split('.');
  return parts.map((part, n) => {
    const [, keyword, group, element, item] = STEP.exec(part) ?? [];
    if (keyword === undefined && group === undefined)
      throw badPath(path, `not a keyword, (gggg,eeee), or a sequence's item as in RequestAttributesSequence[0]`);
    const step = keyword
      ? known(path, keyword, dictionary)
      : byNumber(Number.parseInt(`${group}${element}`, 16), dictionary);
    if (isGroupLength(step.tag)) throw badPath(path, 'a group length is counted, not set');
    const inside = n < parts.length - 1;
    if (inside && item === undefined) throw badPath(path, `which item of ${part}? For the first, ${part}[0]`);
    if (item !== undefined && step.vr !== undefined && step.vr !== 'SQ') throw badPath(path, `${part} is no sequence`);
    return { ...step, item: item === undefined ? null : Number(item) };
  });
}

type Named = Omit<PathStep, 'item'>;

function known(path: string, keyword: string, dictionary: Dictionary): Named {
  const found = dictionary.byKeyword(keyword);
  if (found) return found;
  throw badPath(path, `DICOM has no keyword ${keyword}; a private element is written (gggg,eeee)`);
}

function byNumber(tag: number, dictionary: Dictionary): Named {
  if (isPrivateCreator(tag)) return { tag, keyword: 'PrivateCreator', vr: 'LO' };
  if (isPrivate(tag)) return { tag, keyword: '', vr: undefined };
  const { keyword = '', vr } = dictionary.byTag(tag) ?? {};
  return { tag, keyword, vr };
}

/** As it is shown: keywords where there are any. */
export const pathText = (steps: readonly PathStep[]): string =>
  steps
    .map(
      ({ keyword, tag, item }) =>
        `${keyword && keyword !== 'PrivateCreator' ? keyword : idOfTag(tag)}${item === null ? '' : `[${item}]`}`,
    )
    .join('.');
