// The measurement of a list that is being drawn: one step of the list's history, however many points and moves it takes.
import type { Vec3 } from '../math/vec3.ts';
import { aimDraft, beginDraft, type Draft, isDrawn, setDraft } from '../measure/draft.ts';
import type { Measurement, MeasurementKind } from '../measure/measurement.ts';
import type { MeasurementList } from '../measure/measurement-list.ts';
import type { Plane } from '../plane/plane.ts';

const NOTHING: readonly Measurement[] = [];

export class Drafting {
  readonly #list: () => MeasurementList;
  /** `shown`: the list as it was left, where all of the drawing is the list's last step. */
  #draft: { readonly id: string; readonly set: number; shown: readonly Measurement[] } | null = null;

  constructor(list: () => MeasurementList) {
    this.#list = list;
  }

  /** Null where nothing is being drawn: whoever has the list may have taken it away. */
  get current(): Draft | null {
    const measurement = this.#draft && this.#list().get(this.#draft.id);
    return measurement ? { measurement, set: this.#draft!.set } : null;
  }

  begin(kind: MeasurementKind, at: Vec3, plane: Plane): Draft {
    const list = this.#list();
    const draft = beginDraft(kind, at, plane);
    list.add(draft.measurement);
    this.#draft = { id: draft.measurement.id, set: draft.set, shown: list.measurements };
    return draft;
  }

  /** The point in hand goes by mm. */
  aim(by: Vec3): void {
    const draft = this.current;
    if (draft) this.#show(aimDraft(draft, by));
  }

  /** The point in hand is set. @returns whether it was the last */
  set(): boolean {
    const draft = this.current;
    if (!draft) return false;
    const next = setDraft(draft);
    if (isDrawn(next)) this.forget();
    else this.#show(next);
    return isDrawn(next);
  }

  #show({ measurement, set }: Draft): void {
    const list = this.#list();
    const alone = this.#draft!.shown === list.measurements;
    const draft = { id: measurement.id, set, shown: NOTHING };
    // Before the list tells of it.
    this.#draft = draft;
    list.replace(measurement, { sameStep: true });
    if (alone) draft.shown = list.measurements;
  }

  /** It stays as it is. */
  forget(): void {
    this.#draft = null;
  }

  /** As if it had not been begun. Where others have changed the list since, the last step is theirs. */
  drop(): void {
    const draft = this.#draft;
    const list = this.#list();
    this.forget();
    if (!draft) return;
    if (draft.shown === list.measurements) list.undo();
    else list.remove(draft.id);
  }
}
