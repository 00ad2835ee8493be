// What a page must not do.
import type { Page } from 'playwright';

/**
 * Console errors and warnings, uncaught errors, requests to anywhere else; grows while the page lives.
 * @param home  how addresses of its own begin
 * @param expected  what the console may say
 */
export function complaintsOf(page: Page, home: string, expected?: RegExp): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected?.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data|blob):/.test(url)) complaints.push(`asked for ${url}`);
  });
  return complaints;
}
