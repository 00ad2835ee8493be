// The package as it is published, built into .cache, and a server that gives it to pages as it is: no transforms, no bundler.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from './source-files.ts';

/**
 * Takes half a second, and test files run beside each other: each builds a copy of its own rather than waiting for another's.
 * @param name  of whoever builds
 * @returns the folder
 */
export function buildDist(name: string): string {
  const dist = join(ROOT, '.cache', 'dist', name);
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  execFileSync(process.execPath, [vite, 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'error'], {
    cwd: ROOT,
  });
  return dist;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  dcm: 'application/octet-stream',
};

export interface DistServer {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): void;
}

/**
 * @param policy  Content-Security-Policy
 * @param folders  by their first path component; the package itself lies at the root
 */
export async function serveDist(
  dist: string,
  policy: string,
  folders: Readonly<Record<string, string>>,
): Promise<DistServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0]!);
    asked.push(path);
    const [, first = '', ...rest] = path.split('/');
    const file = join(folders[first] ?? dist, ...(folders[first] ? rest : [first]));
    response.setHeader('content-security-policy', policy);
    response.setHeader('cache-control', 'no-store');
    if (path === '/') {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>plain</title><script type="module" src="/test/main.js"></script>');
    } else if (existsSync(file) && !path.includes('..')) {
      response.setHeader('content-type', TYPES[file.split('.').at(-1)!] ?? 'application/octet-stream');
      createReadStream(file).pipe(response);
    } else {
      // A browser looks for an icon by itself.
      response.statusCode = path === '/favicon.ico' ? 204 : 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, asked, close: () => server.close() };
}
