// The elements as published, on a page without a bundler under a strict Content-Security-Policy.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { PHANTOMS, type PhantomName, phantomSeries } from '../../phantom/index.ts';
import { serveDist } from '../support/dist.ts';

export const WITH_BLOB = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:";

export interface ElementSite {
  readonly url: string;
  readonly folder: string;
  readonly asked: readonly string[];
  open(browser: Browser, size?: readonly [number, number], path?: string): Promise<Page>;
  close(): void;
}

/** Phantoms by name as folders of files, each with a list of its addresses. */
async function writePhantoms(folder: string, names: readonly PhantomName[]): Promise<void> {
  for (const name of names) {
    const { options, field } = PHANTOMS[name];
    mkdirSync(join(folder, name));
    const files = await phantomSeries(options, field);
    for (const { name: file, bytes } of files) writeFileSync(join(folder, name, file), bytes);
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(files.map((file) => `${name}/${file.name}`)));
  }
}

/** @param pages  the folder beside this file that is served as `/page/` */
export async function serveElements(
  dist: string,
  policy: string,
  phantoms: readonly PhantomName[],
  pages = 'element',
): Promise<ElementSite> {
  const folder = mkdtempSync(join(tmpdir(), 'reslice-element-'));
  await writePhantoms(folder, phantoms);
  const server = await serveDist(dist, policy, { made: folder, page: join(import.meta.dirname, pages) });
  return {
    url: server.url,
    folder,
    asked: server.asked,
    async open(browser, [width, height] = [1440, 900], path = 'page/index.html') {
      const page = await browser.newPage({ viewport: { width, height } });
      await page.goto(`${server.url}${path}`);
      return page;
    },
    close() {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
