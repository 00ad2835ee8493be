// A plain server of files under a path, as any host is one: nothing but names, types and gzip.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface SiteServer {
  readonly url: string;
  /** What went over the network: paths, and bytes of their bodies. */
  readonly sent: { readonly path: string; readonly bytes: number }[];
  close(): Promise<void>;
}

/** @param path  below which it lies: nothing of a site may depend on it */
export async function serveSite(folder: string, path: string): Promise<SiteServer> {
  const sent: { path: string; bytes: number }[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.startsWith(path) ? pathname.slice(path.length) || 'index.html' : '..';
    try {
      if (normalize(name).startsWith('..')) throw new Error('outside');
      const body = gzipSync(await readFile(join(folder, name)));
      response.writeHead(200, {
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
        'content-encoding': 'gzip',
      });
      response.end(body);
      sent.push({ path: name, bytes: body.length });
    } catch {
      response.writeHead(404).end();
      sent.push({ path: `404 ${pathname}`, bytes: 0 });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
