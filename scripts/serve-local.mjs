// A local folder for the demo: its files listed at /local/index.json, each one's bytes at /local/<number>. Nothing else is served.
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

/**
 * Where there are several paths, names begin with the path's: two folders may both hold an IM0001, and a name is all that tells them apart.
 * @param {readonly string[]} paths files, and folders that are searched
 * @returns {{ name: string, path: string, size: number }[]}
 */
export function listLocal(paths) {
  const single = [...new Set(paths.map((path) => resolve(path)))];
  const names = pathNames(single);
  return single.flatMap((path, n) => {
    if (!existsSync(path)) throw new Error(`${path} does not exist`);
    if (!statSync(path).isDirectory()) return [{ name: names[n], path, size: statSync(path).size }];
    const within = single.length > 1 ? names[n] : '';
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({ name: join(within, relative(path, file)), path: file, size: statSync(file).size }));
  });
}

/**
 * The last part of each; where two have the same, as much more as tells them apart.
 * @param {readonly string[]} paths absolute, each once
 */
function pathNames(paths) {
  const last = paths.map((path) => basename(path));
  if (new Set(last).size === last.length) return last;
  let common = dirname(paths[0]);
  const isOutside = (path) => relative(common, path).startsWith('..');
  while (paths.some(isOutside) && common !== dirname(common)) common = dirname(common);
  return paths.map((path) => relative(common, path));
}

/** @param {ReturnType<typeof listLocal>} files @returns {import('vite').Plugin} */
export function serveLocal(files) {
  return {
    name: 'reslice-local',
    // Says in the page whether there is a folder: asking for one that is not there would be an error in the console.
    transformIndexHtml: () =>
      files.length > 0
        ? [{ tag: 'meta', attrs: { name: 'reslice-folder', content: String(files.length) }, injectTo: 'head' }]
        : [],
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const asked = /^\/local\/(index\.json|\d+)$/.exec((request.url ?? '').split('?')[0]);
        if (!asked) return next();
        if (asked[1] === 'index.json') {
          response.setHeader('content-type', 'application/json');
          return response.end(
            JSON.stringify({ files: files.map(({ name, size }, n) => ({ name, size, url: `/local/${n}` })) }),
          );
        }
        const file = files[Number(asked[1])];
        if (!file) {
          response.statusCode = 404;
          return response.end();
        }
        response.setHeader('content-type', 'application/octet-stream');
        response.setHeader('content-length', file.size);
        createReadStream(file.path)
          .on('error', () => response.destroy())
          .pipe(response);
      });
    },
  };
}
