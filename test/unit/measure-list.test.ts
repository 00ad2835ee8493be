// Lists of measurements: what may come in, what is told, and undo against a model that keeps everything.
import { describe, expect, test } from 'vitest';
import { isResliceError, type ResliceError } from '../../src/errors.ts';
import { createRandom } from '../../src/math/random.ts';
import { checkMeasurement } from '../../src/measure/check-measurement.ts';
import { createMeasurement } from '../../src/measure/create-measurement.ts';
import { moveMeasurement } from '../../src/measure/edit.ts';
import type { Measurement } from '../../src/measure/measurement.ts';
import { MeasurementList } from '../../src/measure/measurement-list.ts';

const FLAT = { right: [1, 0, 0], down: [0, 1, 0] } as const;
const probe = (id: string, x = 0): Measurement => createMeasurement('probe', [[x, 0, 0]], FLAT, { id });
const good = {
  id: 'a',
  kind: 'length',
  points: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  right: [1, 0, 0],
  down: [0, 1, 0],
};

const errorOf = (run: () => unknown): ResliceError => {
  try {
    run();
  } catch (error) {
    if (isResliceError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a measurement from anywhere', () => {
  test('is taken where it is good, known fields only, and frozen', () => {
    const label = 'left <b>ventricle</b>';
    const json = JSON.parse(JSON.stringify({ ...good, label, extra: 1 }).replace('{', '{"__proto__":{"polluted":1},'));
    const checked = checkMeasurement(json);
    expect(checked).toEqual({ ...good, label });
    expect(Object.keys(checked).sort()).toEqual(['down', 'id', 'kind', 'label', 'points', 'right']);
    expect((checked as unknown as { polluted?: 1 }).polluted).toBeUndefined();
    expect([checked, checked.points, checked.points[0], checked.right].every(Object.isFrozen)).toBe(true);
    json.points[0][0] = 99;
    expect(checked.points[0]).toEqual([1, 2, 3]);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'must be an object'],
    ['a text', '{}', 'must be an object'],
    ['an array', [good], 'must be an object'],
    ['no id', { ...good, id: undefined }, '.id'],
    ['an empty id', { ...good, id: '' }, '.id'],
    ['a number as id', { ...good, id: 7 }, '.id'],
    ['a huge id', { ...good, id: 'x'.repeat(1e6) }, '.id'],
    ['an unknown kind', { ...good, kind: 'freehand' }, '.kind'],
    ['a kind of all objects', { ...good, kind: 'constructor' }, '.kind'],
    ['a kind that is no text', { ...good, kind: ['length'] }, '.kind'],
    ['no points', { ...good, points: undefined }, '.points must hold 2 points'],
    ['a point too few', { ...good, points: [[1, 2, 3]] }, '.points must hold 2 points'],
    ['a point too many', { ...good, kind: 'probe' }, '.points must hold 1 point'],
    ['an angle of two', { ...good, kind: 'angle' }, '.points must hold 3 points'],
    ['what looks like an array', { ...good, points: { length: 2, 0: [1, 2, 3], 1: [1, 2, 3] } }, '.points'],
    ['a hole', { ...good, points: new Array(2) }, '.points[0]'],
    [
      'two coordinates',
      {
        ...good,
        points: [
          [1, 2],
          [4, 5, 6],
        ],
      },
      '.points[0]',
    ],
    [
      'texts as numbers',
      {
        ...good,
        points: [
          [1, 2, 3],
          ['4', 5, 6],
        ],
      },
      '.points[1]',
    ],
    [
      'null for NaN',
      {
        ...good,
        points: [
          [1, 2, 3],
          [4, null, 6],
        ],
      },
      '.points[1]',
    ],
    [
      'NaN',
      {
        ...good,
        points: [
          [1, 2, 3],
          [4, Number.NaN, 6],
        ],
      },
      '.points[1]',
    ],
    [
      'infinity',
      {
        ...good,
        points: [
          [1, 2, 3],
          [4, Number.POSITIVE_INFINITY, 6],
        ],
      },
      '.points[1]',
    ],
    [
      'the moon',
      {
        ...good,
        points: [
          [1, 2, 3],
          [4, 3.8e11, 6],
        ],
      },
      '.points[1]',
    ],
    ['no right', { ...good, right: undefined }, '.right'],
    ['a long right', { ...good, right: [1.1, 0, 0] }, 'orthogonal unit'],
    ['no length at all', { ...good, down: [0, 0, 0] }, 'orthogonal unit'],
    ['a slanting down', { ...good, down: [0.1, 0.99498743710662, 0] }, 'orthogonal unit'],
    ['a label of another type', { ...good, label: { toString: () => 'x' } }, '.label'],
    ['an endless label', { ...good, label: 'x'.repeat(1e5) }, '.label'],
    ['a region off its plane', { ...good, kind: 'ellipse' }, '.points must lie on one plane'],
  ])('is refused: %s', (_, value, detail) => {
    const error = errorOf(() => checkMeasurement(value, 'measurements[3]'));
    expect(error.code).toBe('measure/bad-value');
    expect(error.at.detail).toContain('measurements[3]');
    expect(error.at.detail).toContain(detail);
  });

  test('is not quoted in errors: a label may say who the patient is', () => {
    const label = `Jane Doe${' '.repeat(3000)}`;
    expect(errorOf(() => checkMeasurement({ ...good, label })).message).not.toContain('Jane');
    expect(errorOf(() => checkMeasurement({ ...good, id: `Jane${' '.repeat(300)}` })).message).not.toContain('Jane');
  });
});

describe('a list', () => {
  test('tells of every change, with what was before', () => {
    const list = new MeasurementList();
    const told: string[] = [];
    const off = list.on('change', ({ measurements, previous }) => {
      expect(measurements).toBe(list.measurements);
      told.push(`${previous.map(({ id }) => id)} > ${measurements.map(({ id }) => id)}`);
    });
    list.add(probe('a'));
    list.add(probe('b'));
    list.replace(probe('a', 3));
    list.replace(probe('a', 3));
    list.remove('c');
    list.remove('a');
    list.undo();
    list.clear();
    list.clear();
    off();
    list.undo();
    expect(told).toEqual([' > a', 'a > a,b', 'a,b > a,b', 'a,b > b', 'b > a,b', 'a,b > ']);
  });

  test('makes one step of a drag', () => {
    const list = new MeasurementList();
    list.add(probe('a'));
    list.add(probe('b'));
    for (let x = 1; x < 30; x++) list.replace(probe('a', x), { sameStep: x > 1 });
    expect(list.get('a')!.points[0]![0]).toBe(29);
    list.undo();
    expect(list.get('a')!.points[0]![0]).toBe(0);
    list.redo();
    expect(list.get('a')!.points[0]![0]).toBe(29);
    // After undo and redo, and for another measurement, a step begins.
    list.replace(probe('a', 40), { sameStep: true });
    list.replace(probe('b', 40), { sameStep: true });
    list.undo();
    expect([list.get('a')!.points[0]![0], list.get('b')!.points[0]![0]]).toEqual([40, 0]);
    list.undo();
    expect(list.get('a')!.points[0]![0]).toBe(29);
    expect(list.canRedo).toBe(true);
  });

  test('drawing one is a step with its dragging', () => {
    const list = new MeasurementList();
    list.add(probe('a'));
    list.replace(probe('a', 5), { sameStep: true });
    list.undo();
    expect(list.measurements).toEqual([]);
    expect(list.canUndo).toBe(false);
  });

  test('refuses ids that are there, and those that are not', () => {
    const list = new MeasurementList();
    list.add(probe('a'));
    expect(errorOf(() => list.add(probe('a', 1))).code).toBe('use/bad-argument');
    expect(errorOf(() => list.replace(probe('b'))).code).toBe('use/bad-argument');
    expect(errorOf(() => list.add({ ...probe('b'), points: [] })).code).toBe('measure/bad-value');
    expect(list.measurements).toEqual([probe('a')]);
    expect(errorOf(() => new MeasurementList({ history: -1 })).code).toBe('use/bad-argument');
  });

  test('gives ids of its own to what has none', () => {
    const ids = new Set(Array.from({ length: 200 }, () => createMeasurement('probe', [[0, 0, 0]], FLAT).id));
    expect(ids.size).toBe(200);
  });

  test('goes through JSON', () => {
    const list = new MeasurementList();
    list.add(
      createMeasurement(
        'ellipse',
        [
          [0.1, 0.2, 1 / 3],
          [4, 5, 1 / 3],
        ],
        FLAT,
        { id: 'e', label: 'é' },
      ),
    );
    list.add(probe('p', Math.PI));
    const back = MeasurementList.fromJSON(JSON.parse(JSON.stringify(list)));
    expect(back.measurements).toEqual(list.measurements);
    expect(back.canUndo).toBe(false);
    expect(Object.isFrozen(back.measurements)).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'version'],
    ['nothing known', undefined, 'version'],
    ['a number', 3, 'version'],
    ['an array', [good], 'version'],
    ['a later version', { version: 2, measurements: [] }, 'version'],
    ['no measurements', { version: 1 }, 'must be an array'],
    ['measurements that are none', { version: 1, measurements: { length: 1 } }, 'must be an array'],
    ['too many', { version: 1, measurements: new Array(1e6) }, 'at most'],
    ['one bad one', { version: 1, measurements: [good, { ...good, id: 'b', kind: 'x' }] }, 'measurements[1].kind'],
    ['an id twice', { version: 1, measurements: [good, good] }, 'measurements[1].id'],
  ])('is not made from %s', (_, json, detail) => {
    const error = errorOf(() => MeasurementList.fromJSON(json));
    expect(error.code).toBe('measure/bad-value');
    expect(error.at.detail).toContain(detail);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('undoes and redoes as a model that keeps all states does, seed %i', (seed) => {
    const random = createRandom(seed);
    const history = random.integer(0, 12);
    const list = new MeasurementList({ history });
    let told = 0;
    list.on('change', () => told++);
    // Every state so far, and where in it the list is; what is further back than the history is out of reach.
    let states: (readonly Measurement[])[] = [[]];
    let [at, least, expected] = [0, 0, 0];
    const change = (next: readonly Measurement[]): void => {
      states = [...states.slice(0, at + 1), next];
      at++;
      least = Math.max(least, at - history);
      expected++;
    };
    for (let n = 0; n < 400; n++) {
      const now = states[at]!;
      const one = now[random.integer(0, Math.max(0, now.length - 1))];
      switch (random.integer(0, 7)) {
        case 0:
        case 1: {
          const added = probe(`m${n}`, n);
          list.add(added);
          change([...now, added]);
          break;
        }
        case 2: {
          if (!one) break;
          const moved = moveMeasurement(one, [random.between(1, 2), 0, 0]);
          list.replace(moved);
          change(now.map((each) => (each === one ? moved : each)));
          break;
        }
        case 3:
          expect(list.remove(one?.id ?? 'none')).toBe(one !== undefined);
          if (one) change(now.filter((each) => each !== one));
          break;
        case 4:
          if (random.next() < 0.8) break;
          list.clear();
          if (now.length > 0) change([]);
          break;
        case 5:
        case 6:
          expect(list.undo()).toBe(at > least);
          if (at > least) [at, expected] = [at - 1, expected + 1];
          break;
        default:
          expect(list.redo()).toBe(at < states.length - 1);
          if (at < states.length - 1) [at, expected] = [at + 1, expected + 1];
      }
      expect(list.measurements).toEqual(states[at]);
      expect([list.canUndo, list.canRedo, told]).toEqual([at > least, at < states.length - 1, expected]);
    }
  });
});
