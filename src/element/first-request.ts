// What a stack that has not been shown before starts with.
import { firstState, type ViewRequest, type ViewState } from '../view/view-state.ts';
import type { Volume } from '../volume/volume.ts';
import { ATTRIBUTES, type StateAttribute } from './attributes.ts';

/** What a new stack takes over from the one before: how it is looked at, not where. */
const KEPT = ['interpolation', 'slab', 'invert', 'colormap', 'rotation', 'flip', 'overlay'] as const;

export function takenOver(state: ViewState | null): ViewRequest {
  if (!state) return {};
  const { plane } = state;
  return {
    ...Object.fromEntries(KEPT.map((key) => [key, state[key]])),
    ...(typeof plane === 'string' ? { plane } : {}),
  };
}

/**
 * @param base  what is good for any stack
 * @param attributes  as written
 * @param asked  by the host, after the attributes
 * @param tell  told of what cannot be had; the rest is
 */
export function firstRequest(
  volumes: readonly Volume[],
  base: ViewRequest,
  attributes: ReadonlyMap<StateAttribute, string>,
  asked: ViewRequest,
  tell: (error: unknown) => void,
): ViewRequest {
  let whole = base;
  const parts: ViewRequest[] = [];
  for (const [name, text] of attributes) {
    try {
      const part = ATTRIBUTES[name].read(text, whole);
      if (!part) continue;
      parts.push(part);
      whole = { ...whole, ...part };
    } catch (error) {
      tell(error);
    }
  }
  whole = { ...whole, ...asked };
  if (canBeHad(volumes, whole, () => undefined)) return whole;
  // One by one, so that one bad attribute does not undo the others.
  let good = base;
  for (const part of [...parts, asked]) {
    const next = { ...good, ...part };
    if (canBeHad(volumes, next, tell)) good = next;
  }
  return good;
}

function canBeHad(volumes: readonly Volume[], request: ViewRequest, tell: (error: unknown) => void): boolean {
  try {
    firstState(volumes, request);
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}
