// Measurements over the pictures of an element: drawing them, taking hold of them, and the tools that make them.
import { ResliceError } from '../errors.ts';
import { subtract, type Vec3 } from '../math/vec3.ts';
import type { Draft } from '../measure/draft.ts';
import { drawingOf } from '../measure/drawing.ts';
import { handlesOf, moveHandle, moveMeasurement, pixelShift } from '../measure/edit.ts';
import { hitTest } from '../measure/hit-test.ts';
import { isNear } from '../measure/is-near.ts';
import { isRegion, type Measurement, type MeasurementKind, POINTS_OF } from '../measure/measurement.ts';
import { MeasurementList } from '../measure/measurement-list.ts';
import { type Plane, patientToPixel, pixelToPatient } from '../plane/plane.ts';
import { smallestEdge } from '../plane/step-plane.ts';
import type { EditCommand, MeasureCommand, Point, SelectCommand } from '../view/input/command.ts';
import type { Grip } from '../view/input/input-event.ts';
import type { Scene } from '../view/input/scene.ts';
import type { Tool } from '../view/input/tool.ts';
import type { View } from '../view/view.ts';
import { cssPlane } from './css-plane.ts';
import { Drafting } from './drafting.ts';
import { KnownResults } from './known-results.ts';
import { measurementFigure } from './measurement-figure.ts';
import { type Facts, measuringWords } from './measuring-words.ts';
import type { Label } from './overlay/label-ways.ts';
import type { ExtraLayer } from './overlay/overlay.ts';

/** What a drag has hold of: a handle, or the whole. */
interface Hold {
  readonly id: string;
  /** null: all of it. */
  readonly handle: number | null;
  /** Whether it is the point in hand of what is being drawn. */
  readonly drawing: boolean;
  last: Point;
  /** Whether it is one step of the history already. */
  begun: boolean;
}

export class Measuring {
  #list = new MeasurementList();
  #watching: (() => void) | null = null;
  #off: (() => void) | null = null;
  #hold: Hold | null = null;
  readonly #drafting = new Drafting(() => this.#list);
  /** The one that was touched last: what Delete removes. */
  #touched: string | null = null;
  /** Whether arrows move the one that was touched last, and what of it: null for all. `begun`: they have. */
  #selected: { readonly handle: number | null; begun: boolean } | null = null;
  /** What has been done last, for those who hear it. */
  #done: Facts['done'] = null;
  readonly #results = new KnownResults();

  get list(): MeasurementList {
    return this.#list;
  }

  set list(list: MeasurementList) {
    const watching = this.#watching;
    this.unwatch();
    this.#list = list;
    if (!watching) return;
    this.watch(watching);
    watching();
  }

  /** Calls when there is something new to draw. */
  watch(changed: () => void): void {
    this.unwatch();
    this.#watching = changed;
    this.#off = this.#list.on('change', changed);
  }

  /** Safe to call twice. */
  unwatch(): void {
    this.#off?.();
    this.#off = null;
    this.#watching = null;
    this.#hold = null;
  }

  #near(view: View, of = this.#list.measurements): readonly Measurement[] {
    const { volume, state } = view;
    if (!state.overlay.measurements) return [];
    const within = Math.max(smallestEdge(volume), state.slab?.thickness ?? 0) / 2;
    return of.filter((each) => isNear(each, view.plane, within));
  }

  readonly layer: ExtraLayer = (group, view) => {
    const plane = cssPlane(view);
    return this.#near(view).map((each): Label => {
      const drawing = drawingOf(each, plane);
      const touched = each.id === this.#touched;
      const state = touched ? `touched${this.#selected ? ' selected' : ''}` : '';
      const drawn = measurementFigure(each.id, drawing, state, touched ? (this.#selected?.handle ?? null) : null);
      group.append(drawn);
      const { anchor, handles } = drawing;
      // Lines are thin enough to be written over; what is in a region is looked at.
      const points = isRegion(each) ? handles : [anchor];
      return { anchor, points, selected: touched, title: each.label, lines: this.#results.linesOf(view.volume, each) };
    });
  };

  gripAt(view: View, at: Point, reach: number): Grip | null {
    const plane = cssPlane(view);
    let best = reach;
    let grip: Grip | null = null;
    for (const each of this.#near(view)) {
      const hit = hitTest(each, plane, pixelOf(at), best);
      if (!hit) continue;
      best = hit.distance;
      grip = { kind: 'measure', handle: `${each.id}/${hit.part === 'handle' ? hit.handle : ''}` };
    }
    return grip;
  }

  /** @throws ResliceError 'use/bad-argument' for a tool that there is not */
  command(view: View, { tool, handle, phase, at }: MeasureCommand): void {
    if (phase === 'move') this.#move(view, at);
    else if (phase === 'aim') this.#aim(view, at);
    else if (phase !== 'double') {
      if (phase === 'down') this.#down(view, tool, handle, at);
      else if (phase === 'set') this.#set(view, tool, at);
      else if (phase === 'up') this.#up();
      else this.#cancel();
      this.#watching?.();
    }
  }

  /** What the reducer must know. */
  scene(view: View): NonNullable<Scene['measuring']> {
    return { drawing: this.#drafting.current !== null, selected: this.#selectedIn(view) !== null };
  }

  /** What is to be said of it now. */
  words(view: View, tool: Tool): string {
    const draft = this.#drafting.current;
    const selected = this.#selectedIn(view);
    const measurement = draft?.measurement ?? selected ?? (this.#done === 'made' && this.#find(this.#touched)) ?? null;
    return measuringWords({
      tool,
      measurement: measurement || null,
      lines: measurement ? this.#results.linesOf(view.volume, measurement) : [],
      set: draft?.set ?? null,
      selected: selected && { handle: this.#selected!.handle, among: this.#near(view) },
      done: this.#done,
    });
  }

  /** Another tool is in hand: what the one before had not finished is dropped. */
  toolChanged(): void {
    if (!this.#hold) this.#drafting.drop();
    this.#selected = null;
    this.#done = null;
    this.#watching?.();
  }

  #find(id: string | null | undefined): Measurement | null {
    return (id && this.#list.get(id)) || null;
  }

  #selectedIn(view: View): Measurement | null {
    const touched = this.#selected && this.#find(this.#touched);
    return touched && this.#near(view, [touched])[0] ? touched : null;
  }

  /** A key that selects, or that moves what is selected. */
  select(view: View, command: SelectCommand): void {
    const selected = this.#selectedIn(view);
    this.#done = null;
    if (command.kind === 'select') this.#selectNext(view, command.steps);
    else if (!selected) return;
    else if (command.kind === 'select-handle') this.#nextHandle(selected);
    else this.#nudge(view, selected, command.right, command.down);
    this.#watching?.();
  }

  #selectNext(view: View, steps: number): void {
    // What is being drawn is in hand already.
    if (this.#drafting.current) return;
    const near = this.#near(view);
    if (steps === 0 || near.length === 0) {
      this.#selected = null;
      return;
    }
    const at = near.findIndex(({ id }) => id === this.#touched);
    const next = at < 0 ? (steps > 0 ? 0 : near.length - 1) : (at + steps + near.length) % near.length;
    this.#touched = near[next]!.id;
    this.#selected = { handle: null, begun: false };
  }

  #nextHandle(measurement: Measurement): void {
    const next = (this.#selected?.handle ?? -1) + 1;
    // A probe's one handle is all of it.
    const count = measurement.kind === 'probe' ? 0 : handlesOf(measurement).length;
    this.#selected = { handle: next < count ? next : null, begun: false };
  }

  /** Presses that move the same thing are one step to undo, as a drag is. */
  #nudge(view: View, measurement: Measurement, right: number, down: number): void {
    const selected = this.#selected!;
    const by = pixelShift(cssPlane(view), [0, 0], [right, down]);
    this.#list.replace(moved(measurement, selected.handle, by), { sameStep: selected.begun });
    selected.begun = true;
  }

  /** While something is being drawn, none; and what cannot be seen is not removed. */
  edits(view: View): readonly EditCommand['kind'][] {
    if (this.#hold) return [];
    const { canUndo, canRedo } = this.#list;
    const touched = this.#touched === null ? undefined : this.#list.get(this.#touched);
    const seen = touched && this.#near(view, [touched]).length > 0;
    return [
      ...(canUndo ? ['undo' as const] : []),
      ...(canRedo ? ['redo' as const] : []),
      ...(seen ? ['remove' as const] : []),
    ];
  }

  edit({ kind }: EditCommand): void {
    this.#drafting.forget();
    this.#done = kind;
    if (kind === 'undo') this.#list.undo();
    else if (kind === 'redo') this.#list.redo();
    else if (this.#touched !== null) this.#list.remove(this.#touched);
  }

  #down(view: View, tool: string | null, handle: string | null, at: Point): void {
    this.#selected = null;
    this.#done = null;
    if (handle !== null) {
      const [id, index] = handle.split('/') as [string, string];
      this.#hold = { id, handle: index === '' ? null : Number(index), drawing: false, last: at, begun: false };
      this.#touched = id;
      return;
    }
    const draft = this.#drafting.current;
    // A point that a press sets lies on the plane that was pressed on, whichever that is.
    if (draft) this.#drafting.aim(subtract(patientAt(cssPlane(view), at), placeOf(draft)));
    const { measurement, set } = draft ?? this.#begin(view, tool, at);
    this.#touched = measurement.id;
    this.#hold = { id: measurement.id, handle: set, drawing: true, last: at, begun: true };
  }

  #begin(view: View, tool: string | null, at: Point): Draft {
    if (!tool || !Object.hasOwn(POINTS_OF, tool))
      throw new ResliceError('use/bad-argument', { detail: `no tool is named measure:${tool}` });
    const plane = cssPlane(view);
    return this.#drafting.begin(tool as MeasurementKind, patientAt(plane, at), plane);
  }

  #move(view: View, at: Point): void {
    const hold = this.#hold;
    const known = hold && this.#list.get(hold.id);
    if (!known) return;
    const by = pixelShift(cssPlane(view), pixelOf(hold.last), pixelOf(at));
    hold.last = at;
    if (hold.drawing) this.#drafting.aim(by);
    else {
      this.#list.replace(moved(known, hold.handle, by), { sameStep: hold.begun });
      hold.begun = true;
    }
  }

  #up(): void {
    const drawing = this.#hold?.drawing;
    this.#hold = null;
    if (drawing) this.#setPoint();
  }

  #setPoint(): void {
    if (this.#drafting.set()) this.#done = 'made';
  }

  /** The cursor is here: the point in hand comes along, in the picture's plane. */
  #aim(view: View, at: Point): void {
    this.#done = null;
    const draft = this.#drafting.current;
    if (!draft || this.#hold) return;
    const plane = cssPlane(view);
    this.#drafting.aim(pixelShift(plane, patientToPixel(plane, placeOf(draft)), pixelOf(at)));
  }

  #set(view: View, tool: string | null, at: Point): void {
    if (this.#hold) return;
    this.#selected = null;
    this.#aim(view, at);
    const draft = this.#drafting.current;
    const { measurement, set } = draft ?? this.#begin(view, tool, at);
    this.#touched = measurement.id;
    // The first point of most is set where it begins; a probe has but one.
    if (draft || set === 0) this.#setPoint();
  }

  #cancel(): void {
    const hold = this.#hold;
    this.#hold = null;
    if (!hold || hold.drawing) this.#drafting.drop();
    // Who has only pressed has changed nothing: the step before is another's.
    else if (hold.begun) this.#list.undo();
  }
}

/** @param handle  null: all of it */
const moved = (measurement: Measurement, handle: number | null, by: Vec3): Measurement =>
  handle === null ? moveMeasurement(measurement, by) : moveHandle(measurement, handle, by);

/** Where its point in hand is. */
const placeOf = ({ measurement, set }: Draft): Vec3 => measurement.points[set]!;

const pixelOf = ([x, y]: Point): readonly [number, number] => [x - 0.5, y - 0.5];

const patientAt = (plane: Plane, at: Point): Vec3 => pixelToPatient(plane, ...pixelOf(at));
