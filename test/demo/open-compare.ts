// The compare page in a real browser, and what is said of it.
import type { Page } from 'playwright';
import { type Demo, type Size, startDemo } from './open-demo.ts';

export interface CompareServer {
  open(size: Size, query?: string, stillness?: boolean): Promise<Demo>;
  close(): Promise<void>;
}

export async function startCompare(): Promise<CompareServer> {
  const server = await startDemo();
  return {
    open: (size, query = '', stillness = false) => server.openPage(size, `compare.html?${query}`, { stillness }),
    close: server.close,
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
export const dropOn = (page: Page, side: 'A' | 'B', name: string, bytes: Uint8Array): Promise<void> =>
  dropAllOn(page, side, [{ name, bytes }]);

export async function dropAllOn(
  page: Page,
  side: 'A' | 'B',
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  await page.evaluate(
    ([selector, all]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, bytes } of all)
        dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
      const card = document.querySelector(selector)!;
      const event = { dataTransfer, bubbles: true, cancelable: true };
      card.dispatchEvent(new DragEvent('dragover', event));
      card.dispatchEvent(new DragEvent('drop', event));
    },
    [
      `[data-side=${side}]`,
      files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') })),
    ] as const,
  );
  await compared(page);
}
