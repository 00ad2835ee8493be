// The measurements of a case, with undo: immutable snapshots, one a step.
import { Emitter, type Listener } from '../emitter.ts';
import { ResliceError } from '../errors.ts';
import { checkMeasurement } from './check-measurement.ts';
import type { Measurement } from './measurement.ts';

export interface MeasurementListOptions {
  /** How many steps can be undone; 100 by default. */
  readonly history?: number;
}

export interface MeasurementListEvents {
  /** After every change, undo and redo included. */
  change: { readonly measurements: readonly Measurement[]; readonly previous: readonly Measurement[] };
}

/** What a list is saved as. */
export interface MeasurementListJson {
  readonly version: 1;
  readonly measurements: readonly Measurement[];
}

const HISTORY = 100;
const MOST_MEASUREMENTS = 10_000;

export class MeasurementList {
  readonly #emitter = new Emitter<MeasurementListEvents>();
  readonly #history: number;
  #now: readonly Measurement[] = Object.freeze([]);
  #past: (readonly Measurement[])[] = [];
  #future: (readonly Measurement[])[] = [];
  /** Whose edit the last step is, so that a drag's next move can go into it. */
  #editing: string | null = null;

  /** @throws ResliceError 'use/bad-argument' where history is no whole number from 0 */
  constructor({ history = HISTORY }: MeasurementListOptions = {}) {
    if (!Number.isInteger(history) || history < 0)
      throw new ResliceError('use/bad-argument', { detail: 'history must be a whole number, 0 or more' });
    this.#history = history;
  }

  /** The current ones, in the order they were added; frozen, a new array after every change. */
  get measurements(): readonly Measurement[] {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  get(id: string): Measurement | undefined {
    return this.#now.find((measurement) => measurement.id === id);
  }

  /** @throws ResliceError 'measure/bad-value' as `checkMeasurement`; 'use/bad-argument' where its id is taken, or the list full (10 000) */
  add(measurement: Measurement): void {
    const added = checkMeasurement(measurement);
    if (this.get(added.id)) throw new ResliceError('use/bad-argument', { detail: 'a measurement of this id is there' });
    if (this.#now.length >= MOST_MEASUREMENTS)
      throw new ResliceError('use/bad-argument', { detail: `a list holds at most ${MOST_MEASUREMENTS} measurements` });
    this.#step([...this.#now, added], added.id);
  }

  /**
   * Puts a measurement in place of the one of the same id. Nothing happens where they are equal.
   * @param sameStep  goes into the last step where that added or replaced the same measurement: a drag is one step to undo
   * @throws ResliceError 'measure/bad-value' as `checkMeasurement`; 'use/bad-argument' where there is none of its id
   */
  replace(measurement: Measurement, { sameStep = false }: { readonly sameStep?: boolean } = {}): void {
    const next = checkMeasurement(measurement);
    const known = this.get(next.id);
    if (!known) throw new ResliceError('use/bad-argument', { detail: 'no measurement of this id is there' });
    if (JSON.stringify(known) === JSON.stringify(next)) return;
    const all = this.#now.map((each) => (each === known ? next : each));
    if (sameStep && this.#editing === next.id) this.#show(all);
    else this.#step(all, next.id);
  }

  /** @returns whether there was one of this id */
  remove(id: string): boolean {
    const left = this.#now.filter((measurement) => measurement.id !== id);
    if (left.length === this.#now.length) return false;
    this.#step(left, null);
    return true;
  }

  /** Removes all, in one step. */
  clear(): void {
    if (this.#now.length > 0) this.#step([], null);
  }

  /** @returns whether there was a step to undo */
  undo(): boolean {
    return this.#travel(this.#past, this.#future);
  }

  /** @returns whether there was a step to redo; any new change forgets them */
  redo(): boolean {
    return this.#travel(this.#future, this.#past);
  }

  /** @returns what takes the listener off again; safe to call twice */
  on<Type extends keyof MeasurementListEvents>(
    type: Type,
    listener: Listener<MeasurementListEvents[Type]>,
  ): () => void {
    return this.#emitter.on(type, listener);
  }

  /** What `JSON.stringify` takes. The history is not part of it. */
  toJSON(): MeasurementListJson {
    return { version: 1, measurements: this.#now };
  }

  /**
   * A list from parsed JSON, as `toJSON` gives it; its history begins here.
   * @throws ResliceError 'measure/bad-value' where it is no such list, holds more than 10 000, an id twice, or a bad measurement
   */
  static fromJSON(json: unknown, options?: MeasurementListOptions): MeasurementList {
    const list = new MeasurementList(options);
    const { version, measurements } = (json ?? {}) as { version?: unknown; measurements?: unknown };
    const bad = (detail: string): never => {
      throw new ResliceError('measure/bad-value', { detail });
    };
    if (version !== 1) bad('a list of measurements must have version 1');
    if (!Array.isArray(measurements) || measurements.length > MOST_MEASUREMENTS)
      return bad(`measurements must be an array of at most ${MOST_MEASUREMENTS}`);
    const all = Array.from(measurements, (each: unknown, n) => checkMeasurement(each, `measurements[${n}]`));
    const ids = new Set<string>();
    for (const [n, { id }] of all.entries()) {
      if (ids.has(id)) bad(`measurements[${n}].id is there twice`);
      ids.add(id);
    }
    list.#now = Object.freeze(all);
    return list;
  }

  #step(next: readonly Measurement[], editing: string | null): void {
    this.#past.push(this.#now);
    if (this.#past.length > this.#history) this.#past.shift();
    this.#editing = editing;
    this.#show(next);
  }

  /** Shows a new state in the last step's place. */
  #show(next: readonly Measurement[]): void {
    this.#future = [];
    this.#become(next);
  }

  #travel(from: (readonly Measurement[])[], to: (readonly Measurement[])[]): boolean {
    const next = from.pop();
    if (!next) return false;
    to.push(this.#now);
    this.#editing = null;
    this.#become(next);
    return true;
  }

  #become(next: readonly Measurement[]): void {
    const previous = this.#now;
    this.#now = Object.freeze(next);
    this.#emitter.emit('change', { measurements: this.#now, previous });
  }
}
