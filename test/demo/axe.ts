// What axe finds in a page, shadow roots of elements included.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

interface AxeWindow {
  readonly axe: {
    run(
      part: string,
    ): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly unknown[] }[] }>;
  };
}

/**
 * @param part  selector of what is looked at; the whole page where it is not told
 * @returns violations in words; none where there are none
 */
export async function axeFaults(page: Page, part = 'html'): Promise<readonly string[]> {
  // As a script of the test's, not of the page's: the policy is the page's.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (selector) => {
    const { violations } = await (window as unknown as AxeWindow).axe.run(selector);
    return violations.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes).slice(0, 400)}`);
  }, part);
}
