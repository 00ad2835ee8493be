// What is wrong with how a panel looks, at a size and in a theme: texts cut off or on each other, and what axe finds.
import type { Page } from 'playwright';
import { axeFaults } from './axe.ts';
import { textFaults } from './layout.ts';
import { settled } from './open-demo.ts';

export async function panelFaults(page: Page, panel: string): Promise<readonly string[]> {
  const faults: string[] = [];
  // The list of series shortens long names, on purpose.
  await page.addStyleTag({ content: '.left { visibility: hidden !important; }' });
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await settled(page);
    faults.push(
      ...(await page.evaluate(textFaults)),
      ...(await axeFaults(page, panel)).map((fault) => `${theme}: ${fault}`),
    );
  }
  return faults;
}
