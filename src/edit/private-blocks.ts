// A private element means something only beside the element that names its owner. Source: DICOM PS3.5 7.8.1
import { ResliceError } from '../errors.ts';
import { nameOf, type Plan } from './edit-plan.ts';
import { idOfTag, isPrivate, isPrivateCreator, type RawLevel } from './raw-elements.ts';

/** (0019,0010) of (0019,10E0); undefined of what can have no owner. */
const creatorOf = (tag: number): number | undefined =>
  (tag & 0xffff) >= 0x1000 ? (tag >>> 16) * 0x10000 + ((tag >>> 8) & 0xff) : undefined;

/** @throws ResliceError 'edit/refused' where an element would be without the name of its owner afterwards */
export function requireCreators(level: RawLevel, plan: Plan): void {
  const there = (tag: number): boolean => {
    const value = plan.get(tag)?.value;
    return value === undefined ? level.elements.some((element) => element.tag === tag) : value !== null;
  };
  for (const { step, value } of plan.values()) {
    const { tag } = step;
    if (!isPrivate(tag)) continue;
    if (isPrivateCreator(tag)) {
      if (value !== null) continue;
      const left = level.elements.find((element) => creatorOf(element.tag) === tag && there(element.tag));
      if (left) throw refused(tag, `${idOfTag(left.tag)} would be left without its owner's name: remove it too`);
      continue;
    }
    const creator = creatorOf(tag);
    if (value === null) continue;
    if (creator === undefined) throw refused(tag, 'no private element can be there: they begin at (gggg,1000)');
    if (!there(creator)) throw refused(tag, `set ${idOfTag(creator)} too: the name of who owns the block`);
  }
}

const refused = (tag: number, detail: string): ResliceError =>
  new ResliceError('edit/refused', { tag: nameOf({ tag, keyword: '' }), detail });
