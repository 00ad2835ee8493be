// An example of examples/ made from the packed package in a folder of its own, outside the clone.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import type { Packed } from '../support/packed.ts';
import { ROOT } from '../support/source-files.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const shell = process.platform === 'win32';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface Site {
  readonly url: string;
  close(): Promise<void> | void;
}

/** @param head  the phantom, zipped */
export function setUp(name: string, head: string, { tarball, folder }: Packed, how: 'install' | 'link'): string {
  const place = mkdtempSync(join(tmpdir(), `reslice-example-${name}-`));
  const source = join(ROOT, 'examples', name);
  // What somebody has installed and built in the clone stays there.
  const own = (path: string): boolean => !/[\\/](node_modules|dist|bundle|head\.zip|package-lock\.json)$/.test(path);
  cpSync(source, place, { recursive: true, filter: own });
  mkdirSync(join(place, 'public'), { recursive: true });
  cpSync(head, join(place, 'public', 'head.zip'));
  const manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as Manifest;
  if (how === 'install') {
    cpSync(join(ROOT, '.npmrc'), join(place, '.npmrc'));
    manifest.dependencies.reslice = `file:${tarball}`;
    writeFileSync(join(place, 'package.json'), JSON.stringify(manifest));
    execFileSync(npm, ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: place,
      shell,
    });
  } else {
    // What the clone has already: nothing is asked of the network.
    cpSync(folder, join(place, 'node_modules', 'reslice'), { recursive: true });
    for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      const target = join(place, 'node_modules', needed);
      mkdirSync(dirname(target), { recursive: true });
      if (needed !== 'reslice') symlinkSync(join(ROOT, 'node_modules', needed), target, 'junction');
    }
  }
  return place;
}

export const takeDown = (place: string): void => rmSync(place, { recursive: true, force: true });

/** `npm run build`, whose words go nowhere unless it fails. */
export function buildExample(place: string): void {
  const { scripts } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as Manifest;
  if (!scripts.build) return;
  const bin = join(ROOT, 'node_modules', '.bin');
  const env = { ...process.env, NODE_ENV: '', PATH: `${process.env.PATH}${shell ? ';' : ':'}${bin}` };
  execFileSync(npm, ['run', 'build', '--silent'], { cwd: place, shell, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.zip': 'application/zip',
};

/** A static server, such as any. */
export async function serveFolder(folder: string, page = ''): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0]!);
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (path.includes('..') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/${page}`, close: () => void server.close() };
}

/** The example's own server, a program that says where it is. */
export async function startServer(place: string, program: string): Promise<Site> {
  const child = spawn(process.execPath, [program], { cwd: place, env: { ...process.env, PORT: '0' } });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => resolve(String(text).trim()));
    child.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
  return { url: url.replace('localhost', '127.0.0.1'), close: () => void child.kill() };
}

/** vite's development server, which bundles what a page depends on beforehand. */
export async function startVite(place: string): Promise<Site> {
  const { createServer: createVite } = await import('vite');
  const server = await createVite({
    root: place,
    logLevel: 'error',
    cacheDir: join(place, '.vite'),
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { allow: [place, ROOT] } },
  });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
