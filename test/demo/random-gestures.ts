// Gestures on the page as somebody in a hurry makes them, from seeded random numbers.
import type { Random } from '../../src/math/random.ts';
import { KEYS } from '../../src/view/input/keys.ts';
import { at, control, fingers, type Hands, MODIFIERS, mouseDrag, of, type Point, path, pointIn } from './hands.ts';

/** @returns what was done, in words that let somebody do it again */
export type Gesture = (hands: Hands) => Promise<string>;

const CLASSES = ['.pictures', '.right', '.left', '.histogram'] as const;

const drag: Gesture = async (hands) => {
  const { random } = hands;
  const from = await pointIn(hands, '.pictures');
  if (!from) return 'no picture';
  const button = of(random, ['left', 'left', 'left', 'right', 'middle'] as const);
  const modifier = of(random, ['', '', '', 'Ctrl', 'Shift', 'Ctrl Shift'] as const);
  const points = path(random, from, 140);
  mouseDrag(hands, points, button, MODIFIERS[modifier]);
  return `${modifier} ${button} drag ${points.map(at).join(' ')}`.trim();
};

const wheel: Gesture = async (hands) => {
  const { random, session, pending } = hands;
  const point = await pointIn(hands, of(random, ['.pictures', '.pictures', '.pictures', '.right']));
  if (!point) return 'no picture';
  const modifier = of(random, ['', '', 'Ctrl'] as const);
  const turns = Array.from({ length: random.integer(1, 4) }, () => of(random, [-120, -60, 60, 120]));
  const [x, y] = point;
  pending.push(
    ...turns.map((deltaY) =>
      session.send('Input.dispatchMouseEvent', {
        type: 'mouseWheel',
        x,
        y,
        deltaX: 0,
        deltaY,
        modifiers: MODIFIERS[modifier],
      }),
    ),
  );
  return `${modifier} wheel ${turns.join(' ')} at ${at(point)}`.trim();
};

const click: Gesture = async (hands) => {
  const point = await pointIn(hands, of(hands.random, CLASSES));
  if (!point) return 'nothing to click';
  const times = hands.random.integer(1, 2);
  for (let n = 1; n <= times; n++) mouseDrag(hands, [point], 'left', 0, n);
  return `${times === 2 ? 'double click' : 'click'} ${at(point)}`;
};

const histogram: Gesture = async (hands) => {
  const from = await pointIn(hands, '.histogram');
  if (!from) return 'no histogram';
  const points = path(hands.random, from, 60);
  mouseDrag(hands, points);
  return `drag over the histogram ${points.map(at).join(' ')}`;
};

// Keys

/** What is pressed for a key of the table, where the driver names it otherwise. */
const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', '−': '-' };
const HELD = { shift: ['Shift'], ctrl: ['Control'], 'shift ctrl': ['Shift', 'Control'], w: ['w'], x: ['x'] } as const;

const key: Gesture = async ({ page, random }) => {
  const row = of(random, KEYS);
  const name = of(random, Object.keys(row.commands));
  const held: readonly string[] = row.held ? HELD[row.held] : [];
  for (const each of held) await page.keyboard.down(each);
  for (let n = random.integer(1, row.repeats ? 4 : 1); n > 0; n--) await page.keyboard.press(NAMES[name] ?? name);
  for (const each of held) await page.keyboard.up(each);
  return `key ${[...held, name].join(' ')}`;
};

// Controls

const CONTROLS = '.bar button, .right button, .left [role=option], .why button, .why input, dialog button';

const press: Gesture = async (hands) => {
  const found = await control(hands, CONTROLS);
  if (!found) return 'nothing to press';
  const { left, top, width, height, words } = found;
  const point: Point = [left + width / 2, top + height / 2];
  mouseDrag(hands, [point]);
  return `press ${words}`;
};

const slide: Gesture = async (hands) => {
  const { random } = hands;
  const found = await control(hands, 'input[type=range]');
  if (!found) return 'no slider';
  const { left, top, width, height, words } = found;
  const points = Array.from(
    { length: 3 },
    () => [Math.round(left + random.next() * width), Math.round(top + height / 2)] as const,
  );
  mouseDrag(hands, points);
  return `slide ${words} ${points.map(at).join(' ')}`;
};

const choose: Gesture = async (hands) => {
  const found = await control(hands, 'select');
  if (!found) return 'no list';
  const step = of(hands.random, ['ArrowDown', 'ArrowUp', 'Home', 'End']);
  await hands.page.keyboard.press(step);
  return `${step} in ${found.words}`;
};

const write: Gesture = async (hands) => {
  const found = await control(hands, 'input[type=number], input[type=search]');
  if (!found) return 'no field';
  const { left, top, width, height, words } = found;
  const text = of(hands.random, ['350', '-4', '1e9', '0', '77.5', '', '<b>', '0008']);
  mouseDrag(hands, [[left + width / 3, top + height / 2]], 'left', 0, 1);
  await hands.page.keyboard.press('Control+a');
  await hands.page.keyboard.press('Delete');
  await hands.page.keyboard.insertText(text);
  await hands.page.keyboard.press('Enter');
  return `write ${text} into ${words}`;
};

// Fingers

const touch: Gesture = async (hands) => {
  const { random } = hands;
  const from = await pointIn(hands, '.pictures');
  if (!from) return 'no picture';
  const paths = Array.from({ length: random.integer(1, 3) }, (_, n) =>
    path(random, [from[0] + 50 * n, from[1] + 20 * n], 90),
  );
  const end = random.next() < 0.05 ? 'touchCancel' : 'touchEnd';
  fingers(
    hands,
    [0, 1, 2, 3].map((step) => paths.map((points) => points[step]!)),
    end,
  );
  return `${paths.length} fingers ${paths.map((points) => points.map(at).join(' ')).join(' | ')} ${end}`;
};

const tapPicture: Gesture = async (hands) => {
  const point = await pointIn(hands, '.pictures');
  if (!point) return 'no picture';
  const times = hands.random.integer(1, 2);
  for (let n = 0; n < times; n++) fingers(hands, [[point]]);
  return `${times} taps ${at(point)}`;
};

const tap: Gesture = async (hands) => {
  const found = await control(hands, `${CONTROLS}, input[type=range]`);
  if (!found) return 'nothing to tap';
  const { left, top, width, height, words } = found;
  fingers(hands, [[[left + width * hands.random.between(0.2, 0.8), top + height / 2]]]);
  return `tap ${words}`;
};

type Weighed = readonly (readonly [weight: number, gesture: Gesture])[];

export const BY_MOUSE: Weighed = [
  [26, drag],
  [16, wheel],
  [6, click],
  [3, histogram],
  [22, key],
  [18, press],
  [4, slide],
  [3, choose],
  [2, write],
];

export const BY_TOUCH: Weighed = [
  [45, touch],
  [15, tapPicture],
  [30, tap],
  [10, key],
];

export function pick(random: Random, gestures: Weighed): Gesture {
  let left = random.next() * gestures.reduce((sum, [weight]) => sum + weight, 0);
  return (gestures.find(([weight]) => {
    left -= weight;
    return left < 0;
  }) ?? gestures[0]!)[1];
}
