// What is asked for, as a tree: elements, items, elements in them. Checked as far as no file is needed.
import { ResliceError, type TagName } from '../errors.ts';
import { misfit } from './check-value.ts';
import type { Dictionary } from './dictionary.ts';
import type { ElementEdit } from './element-edit.ts';
import { badPath, type PathStep, parsePath, pathText } from './element-path.ts';
import { idOfTag } from './raw-elements.ts';
import { refusal } from './refused.ts';

export interface PlanNode {
  readonly step: PathStep;
  /** As it is shown. */
  readonly path: string;
  /** Undefined where only items change. */
  value?: string | null;
  vr?: string | undefined;
  readonly items: Map<number, PlanItem>;
}

export interface PlanItem {
  removed: boolean;
  readonly level: Plan;
}

/** By tag. */
export type Plan = Map<number, PlanNode>;

export const SOP_CLASS_UID = 0x00080016;
export const SOP_INSTANCE_UID = 0x00080018;

export const nameOf = ({ keyword, tag }: Pick<PathStep, 'keyword' | 'tag'>): TagName => ({ keyword, id: idOfTag(tag) });

/** @throws ResliceError 'edit/bad-path', 'edit/bad-value', 'edit/refused' */
export function planEdits(edits: readonly ElementEdit[], dictionary: Dictionary): Plan {
  const plan: Plan = new Map();
  for (const edit of edits) {
    const steps = parsePath(edit.path, dictionary);
    const last = steps.at(-1)!;
    const shown = pathText(steps);
    for (const step of steps) {
      const reason = refusal(step.tag, step === last && !edit.value && step.item === null);
      if (reason) throw new ResliceError('edit/refused', { tag: nameOf(step), detail: reason });
    }
    if (last.tag >>> 16 === 2 && steps.length > 1) throw badPath(shown, 'group 0002 stands in no sequence');
    checkEdit(edit, last, shown);
    addEdit(plan, steps, edit, shown);
  }
  return plan;
}

function checkEdit({ value, vr }: ElementEdit, last: PathStep, shown: string): void {
  if (value === null) return;
  if (last.item !== null) throw badPath(shown, 'an item has elements, and no value of its own');
  const known = vr ?? last.vr;
  if (known === 'SQ') throw badPath(shown, `a sequence is set item by item: ${shown}[0].Keyword`);
  // What the dictionary leaves open is checked when the file is known.
  if (known === undefined || known.includes(' or ')) return;
  const takes = misfit(value, known);
  if (takes) throw new ResliceError('edit/bad-value', { tag: nameOf(last), detail: takes });
}

function addEdit(plan: Plan, steps: readonly PathStep[], { value, vr }: ElementEdit, shown: string): void {
  let level = plan;
  for (const [n, step] of steps.entries()) {
    const node: PlanNode = level.get(step.tag) ?? {
      step,
      path: pathText([...steps.slice(0, n), { ...step, item: null }]),
      items: new Map(),
    };
    level.set(step.tag, node);
    if (node.value !== undefined) throw badPath(shown, 'asked for twice');
    if (step.item === null) {
      if (node.items.size > 0) throw badPath(shown, 'asked for twice');
      node.value = value;
      node.vr = vr;
      return;
    }
    const item: PlanItem = node.items.get(step.item) ?? { removed: false, level: new Map() };
    const last = n === steps.length - 1;
    if (item.removed || (last && item.level.size > 0)) throw badPath(shown, 'asked for twice');
    item.removed = last;
    node.items.set(step.item, item);
    level = item.level;
  }
}
