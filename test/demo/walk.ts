// A walk through a page: state after state, as a user comes from one to the next, and in each of them what is wrong with how it looks.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { axeFaults } from './axe.ts';
import { textFaults } from './layout.ts';
import { type Demo, type DemoServer, type Size, settled } from './open-demo.ts';

/** Where `npm run screenshots` wants the pictures; without, none are taken. */
const FOLDER = process.env.RESLICE_SCREENSHOTS;

export interface State {
  /** Unique in its walk; the picture's name. */
  readonly name: string;
  /** From the state before it. */
  reach(page: Page, size: Size): Promise<unknown>;
  /** Only where this holds, since elsewhere it is no state of its own. */
  readonly at?: (size: Size) => boolean;
}

export interface Walk {
  readonly name: string;
  readonly sizes?: readonly Size[];
  /** A page that scrolls as a whole at these sizes. */
  readonly scrolls?: (size: Size) => boolean;
  open(server: DemoServer, size: Size): Promise<Demo>;
  readonly states: readonly State[];
}

export const SIZES: readonly Size[] = [
  [1440, 900],
  [1024, 768],
  [390, 844],
];

/** @returns in words, with the state's name: texts cut off or on each other, what axe finds, what the page complains of */
export async function faultsOnTheWay(server: DemoServer, walk: Walk, size: Size): Promise<readonly string[]> {
  const { page, complaints, close } = await walk.open(server, size);
  const faults: string[] = [];
  for (const { name, reach, at } of walk.states) {
    if (at && !at(size)) continue;
    await reach(page, size);
    await settled(page);
    if (FOLDER) await photograph(page, `${walk.name}-${name}`, size);
    const texts = await page.evaluate(textFaults);
    const found = [...texts.filter((text) => !(walk.scrolls?.(size) && text === 'the page scrolls'))];
    found.push(...(await axeFaults(page)));
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  faults.push(...complaints.map((text) => `said: ${text}`));
  await close();
  return faults;
}

async function photograph(page: Page, name: string, [width, height]: Size): Promise<void> {
  mkdirSync(FOLDER!, { recursive: true });
  await page.screenshot({ path: join(FOLDER!, `${name}-${width}x${height}.png`) });
}
