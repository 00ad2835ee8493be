// The built demo on loopback, and beside it the files that it is to open: their list at local/index.json, their bytes at local/<number>.
// Nothing else is served and nothing is written. Any account of the machine can ask, so all lies below a key that is not to be guessed.
import { randomBytes } from 'node:crypto';
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
  /**
   * An address that leads to `url` once, and then nowhere: a browser is started by a command line, which any account can read for as long
   * as it runs.
   */
  entrance(): string;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** 0: any that is free. */
  readonly port?: number;
  /** What addresses begin with; absent: 128 bits by chance. '': the site lies at the root, for files that are no secret. */
  readonly key?: string;
}

const newKey = (): string => randomBytes(16).toString('base64url');

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
 * @throws Error of the system where the port is taken
 */
export async function serveSite(
  site: string,
  files: readonly ServedFile[],
  { port = 0, key = newKey() }: SiteOptions = {},
): Promise<SiteServer> {
  const place: Place = { root: resolve(site), files, base: key ? `/${key}/` : '/', entrances: new Set() };
  const server = createServer((request, response) => {
    answer(request, response, place).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, done);
  });
  const open = (server.address() as AddressInfo).port;
  const origin = `http://${HOST}:${open}`;
  return {
    url: `${origin}${place.base}`,
    port: open,
    entrance() {
      const path = `/${newKey()}`;
      place.entrances.add(path);
      return `${origin}${path}`;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Place {
  readonly root: string;
  readonly files: readonly ServedFile[];
  /** What the site lies below: begins and ends with a slash. */
  readonly base: string;
  /** Paths that lead there once. */
  readonly entrances: Set<string>;
}

async function answer(request: IncomingMessage, response: ServerResponse, place: Place): Promise<void> {
  const { hostname, pathname } = new URL(request.url ?? '/', `http://${request.headers.host ?? 'nobody'}`);
  if (!NAMES.includes(hostname) || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(403).end();
    return;
  }
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('x-content-type-options', 'nosniff');
  // The address is the key.
  response.setHeader('referrer-policy', 'no-referrer');
  if (request.method === 'GET' && place.entrances.delete(pathname)) {
    response.writeHead(302, { location: place.base, 'cache-control': 'no-store' }).end();
    return;
  }
  if (!pathname.startsWith(place.base)) {
    response.writeHead(404).end();
    return;
  }
  const path = pathname.slice(place.base.length);
  const local = /^local\/(index\.json|\d+)$/.exec(path)?.[1];
  if (local === 'index.json') send(response, TYPES['.json']!, listOf(place.files));
  else if (local) stream(response, place.files[Number(local)]);
  else await sendPart(response, place.root, path || 'index.html', place.files.length);
}

const listOf = (files: readonly ServedFile[]): string =>
  JSON.stringify({ files: files.map(({ name, size }, n) => ({ name, size, url: `local/${n}` })) });

function stream(response: ServerResponse, file: ServedFile | undefined): void {
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
  // Closes the file when whoever asked has gone, and the answer where the file cannot be read.
  pipeline(createReadStream(file.path), response).catch(() => response.destroy());
}

async function sendPart(response: ServerResponse, root: string, name: string, count: number): Promise<void> {
  const path = join(root, decodeURIComponent(name));
  if (!path.startsWith(root + sep)) throw new Error('outside of the site');
  const body = await readFile(path);
  const isStart = count > 0 && name === 'index.html';
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
