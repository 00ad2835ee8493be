// `reslice view`: the page and the files, to this machine alone, until it is stopped; and that page opens them.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PHANTOMS, phantomSeries } from '../../phantom/index.ts';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { serveSite } from '../../src/cli/serve-site.ts';
import { view } from '../../src/cli/view.ts';
import { builtSite } from '../demo/built-site.ts';
import { complaintsOf } from '../demo/complaints.ts';

let folder: string;
let site: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reslice-view-'));
  const small = { rows: 48, columns: 40, slices: 9, pixelSpacing: [5, 5], step: 16 } as const;
  for (const { name, bytes } of await phantomSeries({ ...PHANTOMS['head-tilt-20'].options, ...small }))
    writeFileSync(join(folder, name), bytes);
  site = await builtSite();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command, and stops it once `look` has looked. */
async function viewed(
  paths: readonly string[],
  words: { port?: string; open?: boolean },
  look: (url: string, opened: readonly string[]) => Promise<void>,
): Promise<{ out: string; err: string; opened: readonly string[] }> {
  let [out, err] = ['', ''];
  const opened: string[] = [];
  let said = (): void => undefined;
  const ready = new Promise<void>((done) => {
    said = done;
  });
  let stop = (): void => undefined;
  const until = new Promise<void>((done) => {
    stop = done;
  });
  const io = {
    out: (text: string) => {
      out += text;
      said();
    },
    err: (text: string) => {
      err += text;
    },
    terminal: false,
    writeFile: async () => undefined,
  };
  const openBrowser = async (url: string) => opened.push(url);
  const running = view(paths, { open: true, ...words }, io, { site, until, openBrowser });
  await Promise.race([ready, running]);
  try {
    await look(out.split(' ')[0]!, opened);
  } finally {
    stop();
    await running;
  }
  return { out, err, opened };
}

test('opens the page on a folder, which shows it; nothing is asked of anybody else', async () => {
  const executablePath = process.env.RESLICE_CHROME ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGS] });
  try {
    const { out, err, opened } = await viewed([folder], {}, async (url, [entrance]) => {
      const page = await browser.newPage();
      const complaints = complaintsOf(page, new URL('/', url).href);
      await page.goto(entrance!);
      expect(page.url()).toBe(url);
      await page.locator('.app[data-state=open][aria-busy=false]').waitFor();
      expect(await page.getByRole('listbox', { name: 'Series' }).getByRole('option').textContent()).toContain(
        'tilt 20.0°',
      );
      // The page is gone with the command: it is not to be kept for another time.
      expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
      expect(complaints).toEqual([]);
    });
    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/ {2}\(9 files; Ctrl C stops it\)\n$/);
    expect([err, opened.length]).toEqual(['', 1]);
  } finally {
    await browser.close();
  }
});

test('begins with the start screen without a path, opens no browser where none is wanted, and is gone when it is stopped', async () => {
  let address = '';
  const { out, opened } = await viewed([], { open: false }, async (url) => {
    address = url;
    const page = await (await fetch(url)).text();
    expect(page).toContain('Any plane through a scan');
    expect(page).not.toContain('reslice-folder');
    expect(await (await fetch(`${url}local/index.json`)).json()).toEqual({ files: [] });
  });
  expect([out.includes('start screen'), opened]).toEqual([true, []]);
  await expect(fetch(address)).rejects.toThrow();
});

describe('refuses', () => {
  test.each([
    ['a path that is not there', ['/nowhere/at/all'], {}, /does not exist/],
    ['a port that is none', [], { port: '0' }, /--port takes a number from 1 to 65535/],
    ['words for a port', [], { port: 'http' }, /--port takes a number/],
  ] as const)('%s', async (_, paths, words, message) => {
    await expect(viewed(paths, words, async () => undefined)).rejects.toThrow(message);
  });

  test('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as { port: number };
    await expect(viewed([], { port: String(port) }, async () => undefined)).rejects.toThrow(/is taken/);
    other.close();
  });

  test('a folder without files', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'reslice-empty-'));
    await expect(viewed([empty], {}, async () => undefined)).rejects.toThrow(/no files in/);
    rmSync(empty, { recursive: true });
  });
});

describe('the server', () => {
  const asked = (port: number, path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((done, failed) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => done({ status: response.statusCode!, body, headers: response.headers }));
      });
      sent.on('error', failed).end();
    });

  test('gives parts of the page and the files, and nothing else', async () => {
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, 'not yours');
    const file = { name: 'a.dcm', path: join(folder, 'secret.txt'), size: 9 };
    const server = await serveSite(site, [file], { key: '' });
    try {
      const { port } = server;
      expect(await asked(port, '/local/0')).toMatchObject({ status: 200, body: 'not yours' });
      for (const path of [
        '/local/1',
        '/local/00000000000000000001',
        '/local/../../../etc/passwd',
        '/..%2f..%2f..%2f..%2fetc/passwd',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/....//etc/passwd',
        '//etc/passwd',
        '/%00',
        '/%E0%A4%A',
        '/assets',
        '/',
      ]) {
        const { status, body } = await asked(port, path);
        expect([path, body.includes('root:')]).toEqual([path, false]);
        if (path !== '/') expect([403, 404], path).toContain(status);
      }
      // A name of somebody else's that resolves to this machine.
      expect((await asked(port, '/local/0', { host: 'evil.example' })).status).toBe(403);
      expect((await asked(port, '/local/0', { host: `localhost:${port}` })).status).toBe(200);
      expect((await asked(port, '/local/0', {}, 'POST')).status).toBe(403);
      expect((await asked(port, '/')).headers).toMatchObject({
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      });
    } finally {
      await server.close();
    }
  });

  test('gives nothing to who has not its key, which another server does not share', async () => {
    const patient = join(folder, 'patient.dcm');
    writeFileSync(patient, 'not for everybody');
    const files = [{ name: 'patient.dcm', path: patient, size: 17 }];
    const [server, other] = [await serveSite(site, files), await serveSite(site, files)];
    try {
      const { port, url } = server;
      const base = new URL(url).pathname;
      expect(base).toMatch(/^\/[\w-]{22}\/$/);
      expect(new URL(other.url).pathname).not.toBe(base);
      expect(await asked(port, `${base}local/0`)).toMatchObject({ status: 200, body: 'not for everybody' });
      expect(JSON.parse((await asked(port, `${base}local/index.json`)).body)).toEqual({
        files: [{ name: 'patient.dcm', size: 17, url: 'local/0' }],
      });
      for (const page of [base, `${base}index.html`]) {
        const { body, headers } = await asked(port, page);
        expect(body).toContain('reslice-folder');
        expect(headers['referrer-policy']).toBe('no-referrer');
      }
      const wrong = `${base.slice(0, -2)}${base.at(-2) === 'A' ? 'B' : 'A'}/`;
      for (const path of ['/', '/index.html', '/local/index.json', '/local/0', base.slice(0, -1)])
        expect(await asked(port, path), path).toMatchObject({ status: 404, body: '' });
      for (const path of ['', 'local/index.json', 'local/0'])
        expect(await asked(port, `${wrong}${path}`), path).toMatchObject({ status: 404, body: '' });
    } finally {
      await server.close();
      await other.close();
    }
  });

  test('lets a browser in by an address that is good for once', async () => {
    const server = await serveSite(site, []);
    try {
      const entrance = server.entrance();
      expect(entrance).not.toContain(new URL(server.url).pathname.slice(1, -1));
      const { pathname } = new URL(entrance);
      expect((await asked(server.port, pathname, {}, 'HEAD')).status).toBe(404);
      expect((await asked(server.port, pathname, { host: 'evil.example' })).status).toBe(403);
      const { status, headers } = await asked(server.port, pathname);
      expect([status, headers.location]).toEqual([302, new URL(server.url).pathname]);
      expect((await asked(server.port, pathname)).status).toBe(404);
    } finally {
      await server.close();
    }
  });

  test('answers for a file that has gone since, and goes on', async () => {
    const gone = join(folder, 'gone.dcm');
    symlinkSync(join(folder, 'nothing'), gone);
    const server = await serveSite(site, [{ name: 'gone.dcm', path: gone, size: 1 }], { key: '' });
    try {
      await expect(
        asked(server.port, '/local/0').then(({ status }) => (status === 200 ? 'whole' : status)),
      ).rejects.toThrow();
      expect((await asked(server.port, '/')).status).toBe(200);
    } finally {
      await server.close();
    }
  });
});
