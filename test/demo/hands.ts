// Somebody's hands on the page: real events, sent without waiting for what they do, at what can be seen.
import type { CDPSession, Page } from 'playwright';
import type { Random } from '../../src/math/random.ts';

export interface Hands {
  readonly page: Page;
  readonly session: CDPSession;
  readonly random: Random;
  /** Events that the page has not answered yet: it is not waited for between two gestures. */
  readonly pending: Promise<unknown>[];
}

export type Point = readonly [x: number, y: number];

export const of = <T>(random: Random, all: readonly T[]): T => all[random.integer(0, all.length - 1)]!;

/** A point within what a selector finds, px of the page; null where that is not seen. */
export async function pointIn({ page, random }: Hands, selector: string): Promise<Point | null> {
  const box = await page.evaluate((name) => {
    const found = document.querySelector(name);
    if (!found?.checkVisibility()) return null;
    const { left, top, right, bottom } = found.getBoundingClientRect();
    const [width, height] = [Math.min(right, innerWidth) - left, Math.min(bottom, innerHeight) - top];
    return left >= 0 && top >= 0 && width > 4 && height > 4 ? { left, top, width, height } : null;
  }, selector);
  if (!box) return null;
  return [
    Math.round(box.left + random.between(0.02, 0.98) * box.width),
    Math.round(box.top + random.between(0.02, 0.98) * box.height),
  ];
}

/** Where one of the controls is that a selector finds, that can be pressed and is not covered. */
export async function control({ page, random }: Hands, selector: string): Promise<(Box & { words: string }) | null> {
  return page.evaluate(
    ([names, share]) => {
      const seen = [...document.querySelectorAll<HTMLElement>(names)].flatMap((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        if (!element.checkVisibility() || element.matches(':disabled')) return [];
        const hit = document.elementFromPoint(x, y);
        if (!hit || !(element.contains(hit) || hit.contains(element))) return [];
        const words = element.getAttribute('aria-label') ?? element.textContent ?? element.tagName;
        return [{ element, left, top, width, height, words: words.trim() }];
      });
      const chosen = seen[Math.floor(share * seen.length)];
      if (!chosen) return null;
      const { element, ...box } = chosen;
      if (element.matches('select')) element.focus();
      return box;
    },
    [selector, random.next()] as const,
  );
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

// Mouse

const BUTTONS = { left: 1, right: 2, middle: 4 } as const;
/** As the protocol has them. */
export const MODIFIERS = { '': 0, Ctrl: 2, Shift: 8, 'Ctrl Shift': 10 } as const;

/** All at once: the browser keeps their order, and brings those together that come within a frame. */
export function mouseDrag(
  { session, pending }: Hands,
  points: readonly Point[],
  button: keyof typeof BUTTONS = 'left',
  modifiers = 0,
  clickCount = 1,
): void {
  const send = (
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    [x, y]: Point,
    buttons: number,
  ): Promise<unknown> =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      modifiers,
      buttons,
      button: type === 'mouseMoved' && buttons === 0 ? 'none' : button,
      clickCount: type === 'mouseMoved' ? 0 : clickCount,
    });
  const [held, first, last] = [BUTTONS[button], points[0]!, points.at(-1)!];
  pending.push(
    send('mouseMoved', first, 0),
    send('mousePressed', first, held),
    ...points.slice(1).map((point) => send('mouseMoved', point, held)),
    send('mouseReleased', last, 0),
  );
}

export const path = (random: Random, [x, y]: Point, reach: number): readonly Point[] => {
  const [right, down] = [random.integer(-reach, reach), random.integer(-reach, reach)];
  // Steps of a hand: few, and not all as long.
  return [0, 0.2, 0.6, 1].map((share) => [Math.round(x + share * right), Math.round(y + share * down)] as const);
};

export const at = ([x, y]: Point): string => `${x},${y}`;

// Fingers

export const fingers = (
  { session, pending }: Hands,
  steps: readonly (readonly Point[])[],
  end: 'touchEnd' | 'touchCancel' = 'touchEnd',
): void => {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  pending.push(
    send('touchStart', steps[0]!),
    ...steps.slice(1).map((points) => send('touchMove', points)),
    send(end, []),
  );
};
