// What axe finds in a part of the page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(selector: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** @returns violations in words; none where all is well */
export async function axeFaults(page: Page, selector: string): Promise<readonly string[]> {
  await page.evaluate(source);
  return page.evaluate(async (part) => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(part);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  }, selector);
}
