// The compare page in a real browser, and what is said of it.
import { type Browser, chromium, type Page } from 'playwright';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { serveDemo } from '../../scripts/serve-demo.mjs';
import { complaintsOf } from './complaints.ts';

export interface ComparePage {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, foreign requests. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface CompareServer {
  open(size: readonly [width: number, height: number], query?: string, stillness?: boolean): Promise<ComparePage>;
  close(): Promise<void>;
}

export async function startCompare(): Promise<CompareServer> {
  const server = await serveDemo({ live: false });
  const executablePath = process.env.RESLICE_CHROME ?? '/usr/bin/chromium';
  const browser: Browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGS] });
  return {
    async open([width, height], query = '', stillness = false) {
      const page = await browser.newPage({
        viewport: { width, height },
        hasTouch: width < 720,
        reducedMotion: stillness ? 'reduce' : 'no-preference',
      });
      const complaints = complaintsOf(page, server.url);
      await page.routeWebSocket(/.*/, () => undefined);
      await page.goto(`${server.url}compare.html?${query}`);
      return { page, complaints, close: () => page.close() };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Both sides are read and the numbers are theirs. */
export async function compared(page: Page): Promise<void> {
  // Pictures follow in the next frame, numbers after them.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  for (const of of ['.side[aria-busy=true]', '.numbers[aria-busy=true]'])
    await page.waitForFunction((selector) => !document.querySelector(selector), of);
}

/** Each row's name, and what it says of levels and of values. */
export const numbersOn = (page: Page): Promise<Readonly<Record<string, readonly [levels: string, values: string]>>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('.numbers tr[data-row]')].map((row) => {
        const [levels, values] = [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '');
        return [row.dataset.row!, [levels!, values!] as const];
      }),
    ),
  );

/** Drops a file on a side's card, as a file manager does. */
export async function dropOn(page: Page, side: 'A' | 'B', name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ([selector, file, all]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(all as number[])], file as string));
      const card = document.querySelector(selector as string)!;
      const event = { dataTransfer, bubbles: true, cancelable: true };
      card.dispatchEvent(new DragEvent('dragover', event));
      card.dispatchEvent(new DragEvent('drop', event));
    },
    [`[data-side=${side}]`, name, [...bytes]] as const,
  );
  await compared(page);
}
