import type { ViewRequest, ViewState } from '../view/view-state.ts';

/** The parts of a state that are not as they were. */
export const changedParts = (
  state: ViewState,
  previous: ViewState,
  keys: readonly (keyof ViewState)[] = Object.keys(state) as (keyof ViewState)[],
): ViewRequest =>
  Object.fromEntries(keys.filter((key) => state[key] !== previous[key]).map((key) => [key, state[key]]));
