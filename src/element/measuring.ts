// Measurements over the pictures of an element: drawing them, taking hold of them, and the tools that make them.
import { ResliceError } from '../errors.ts';
import type { Vec3 } from '../math/vec3.ts';
import { createMeasurement } from '../measure/create-measurement.ts';
import { drawingOf } from '../measure/drawing.ts';
import { moveHandle, moveMeasurement, pixelShift } from '../measure/edit.ts';
import { hitTest } from '../measure/hit-test.ts';
import { isNear } from '../measure/is-near.ts';
import { measure } from '../measure/measure.ts';
import { isRegion, type Measurement, type MeasurementKind, POINTS_OF } from '../measure/measurement.ts';
import { MeasurementList } from '../measure/measurement-list.ts';
import { resultLines } from '../measure/result-lines.ts';
import { type Plane, pixelToPatient } from '../plane/plane.ts';
import { smallestEdge } from '../plane/step-plane.ts';
import type { EditCommand, MeasureCommand, Point } from '../view/input/command.ts';
import type { Grip } from '../view/input/input-event.ts';
import type { View } from '../view/view.ts';
import type { Volume } from '../volume/volume.ts';
import { cssPlane } from './css-plane.ts';
import { svg } from './dom.ts';
import type { Label } from './overlay/label-ways.ts';
import type { ExtraLayer } from './overlay/overlay.ts';

/** What a drag has hold of: a handle, or the whole. */
interface Hold {
  readonly id: string;
  /** null: all of it. */
  readonly handle: number | null;
  last: Point;
  /** Whether it is one step of the history already. */
  begun: boolean;
}

export class Measuring {
  #list = new MeasurementList();
  #watching: (() => void) | null = null;
  #off: (() => void) | null = null;
  #hold: Hold | null = null;
  /** An angle waits for its third point. */
  #unfinished: string | null = null;
  /** The one that was touched last: what Delete removes. */
  #touched: string | null = null;
  readonly #results = new WeakMap<Measurement, { readonly volume: Volume; readonly lines: readonly string[] }>();

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
      const { segments, ellipse, handles, anchor } = drawingOf(each, plane);
      const selected = each.id === this.#touched;
      const drawn = svg('g', {
        class: selected ? 'measurement touched' : 'measurement',
        part: 'measurement',
        'data-id': each.id,
      });
      for (const [[x1, y1], [x2, y2]] of segments)
        drawn.append(svg('line', { x1: x1 + 0.5, y1: y1 + 0.5, x2: x2 + 0.5, y2: y2 + 0.5 }));
      if (ellipse) {
        const { center, across, down } = ellipse;
        const matrix = [...across, ...down, center[0] + 0.5, center[1] + 0.5].join(' ');
        drawn.append(svg('circle', { r: 1, transform: `matrix(${matrix})`, 'vector-effect': 'non-scaling-stroke' }));
      }
      for (const [i, j] of handles) drawn.append(svg('circle', { class: 'grip', cx: i + 0.5, cy: j + 0.5, r: 3 }));
      group.append(drawn);
      // Lines are thin enough to be written over; what is in a region is looked at.
      const points = isRegion(each) ? handles : [anchor];
      return { anchor, points, selected, title: each.label, lines: this.#linesOf(view.volume, each) };
    });
  };

  /** Measured once a measurement. */
  #linesOf(volume: Volume, measurement: Measurement): readonly string[] {
    const known = this.#results.get(measurement);
    if (known?.volume === volume) return known.lines;
    const lines = resultLines(measure(volume, measurement));
    this.#results.set(measurement, { volume, lines });
    return lines;
  }

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
    if (phase === 'down') {
      this.#down(view, tool, handle, at);
      this.#touched = this.#hold?.id ?? null;
      this.#watching?.();
    }
    if (phase === 'move') this.#move(view, at);
    else if (phase === 'up') this.#hold = null;
    else if (phase === 'cancel') this.#cancel();
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
    this.#unfinished = null;
    if (kind === 'undo') this.#list.undo();
    else if (kind === 'redo') this.#list.redo();
    else if (this.#touched !== null) this.#list.remove(this.#touched);
  }

  #down(view: View, tool: string | null, handle: string | null, at: Point): void {
    if (handle !== null) {
      const [id, index] = handle.split('/') as [string, string];
      this.#hold = { id, handle: index === '' ? null : Number(index), last: at, begun: false };
      return;
    }
    const unfinished = this.#unfinished && this.#list.get(this.#unfinished);
    this.#unfinished = null;
    const plane = cssPlane(view);
    if (unfinished) {
      this.#hold = { id: unfinished.id, handle: 2, last: at, begun: true };
      const points = [...unfinished.points.slice(0, 2), patientAt(plane, at)];
      this.#list.replace({ ...unfinished, points }, { sameStep: true });
      return;
    }
    if (!tool || !Object.hasOwn(POINTS_OF, tool))
      throw new ResliceError('use/bad-argument', { detail: `no tool is named measure:${tool}` });
    const kind = tool as MeasurementKind;
    const points: readonly Vec3[] = Array.from({ length: POINTS_OF[kind] }, () => patientAt(plane, at));
    const made = createMeasurement(kind, points, plane);
    this.#list.add(made);
    // An angle's third point lies on its second until it is placed.
    this.#hold = { id: made.id, handle: kind === 'probe' ? 0 : 1, last: at, begun: true };
    if (kind === 'angle') this.#unfinished = made.id;
  }

  #move(view: View, at: Point): void {
    const hold = this.#hold;
    const known = hold && this.#list.get(hold.id);
    if (!known) return;
    const by = pixelShift(cssPlane(view), pixelOf(hold.last), pixelOf(at));
    let next = hold.handle === null ? moveMeasurement(known, by) : moveHandle(known, hold.handle, by);
    if (this.#unfinished === known.id && hold.handle === 1) next = moveHandle(next, 2, by);
    this.#list.replace(next, { sameStep: hold.begun });
    hold.begun = true;
    hold.last = at;
  }

  #cancel(): void {
    const begun = this.#hold?.begun;
    this.#hold = null;
    this.#unfinished = null;
    // Who has only pressed has changed nothing: the step before is another's.
    if (begun) this.#list.undo();
  }
}

const pixelOf = ([x, y]: Point): readonly [number, number] => [x - 0.5, y - 0.5];

const patientAt = (plane: Plane, at: Point): Vec3 => pixelToPatient(plane, ...pixelOf(at));
