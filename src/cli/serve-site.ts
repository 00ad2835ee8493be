// The built demo on loopback, and beside it the files that it is to open: their list at local/index.json, their bytes at local/<number>.
// Nothing else is served, nothing is written, and nobody but this machine can ask.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface ServedFile {
  /** As the page names it. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
}

export interface SiteServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** By which a page on this machine may call it; a name of somebody else's that resolves to it (DNS rebinding) is none of them. */
const NAMES: readonly string[] = [HOST, 'localhost'];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @param site  folder of the built demo
 * @param files  what the page opens at once; where there are none it begins with its start screen
 * @param port  0: any that is free
 * @throws Error of the system where the port is taken
 */
export async function serveSite(site: string, files: readonly ServedFile[], port = 0): Promise<SiteServer> {
  const root = resolve(site);
  const server = createServer((request, response) => {
    answer(request, response, root, files).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, done);
  });
  const open = (server.address() as AddressInfo).port;
  return {
    url: `http://${HOST}:${open}/`,
    port: open,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  files: readonly ServedFile[],
): Promise<void> {
  const { hostname, pathname } = new URL(request.url ?? '/', `http://${request.headers.host ?? 'nobody'}`);
  if (!NAMES.includes(hostname) || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(403).end();
    return;
  }
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('x-content-type-options', 'nosniff');
  const local = /^\/local\/(index\.json|\d+)$/.exec(pathname)?.[1];
  if (local === 'index.json') send(response, TYPES['.json']!, listOf(files));
  else if (local) stream(response, files[Number(local)]);
  else await sendPart(response, root, pathname, files.length);
}

const listOf = (files: readonly ServedFile[]): string =>
  JSON.stringify({ files: files.map(({ name, size }, n) => ({ name, size, url: `/local/${n}` })) });

function stream(response: ServerResponse, file: ServedFile | undefined): void {
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
  // Closes the file when whoever asked has gone, and the answer where the file cannot be read.
  pipeline(createReadStream(file.path), response).catch(() => response.destroy());
}

async function sendPart(response: ServerResponse, root: string, pathname: string, count: number): Promise<void> {
  const path = join(root, decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
  if (!path.startsWith(root + sep)) throw new Error('outside of the site');
  const body = await readFile(path);
  const isStart = count > 0 && pathname.replace('/index.html', '/') === '/';
  // Asking for a folder that is not there would be an error in the console, so the page is told.
  const page = isStart
    ? body.toString('utf8').replace('<head>', `<head>\n    <meta name="reslice-folder" content="${count}" />`)
    : body;
  send(response, TYPES[extname(path)] ?? 'application/octet-stream', page);
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  // What is built again has the same address for its pages.
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
  response.end(body);
}
