// A local folder for the demo: its files listed at /local/index.json, each one's bytes at /local/<number>. Nothing else is served.
import { createReadStream, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
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
    const found = statSync(path);
    if (!found.isDirectory()) {
      // A pipe would be waited for, maybe for ever.
      if (!found.isFile()) throw new Error(`${path} is neither a file nor a folder`);
      return [{ name: names[n], path, size: found.size }];
    }
    const within = single.length > 1 ? names[n] : '';
    return filesBelow(path).map((file) => ({
      name: join(within, relative(path, file)),
      path: file,
      // Of a link that leads nowhere: asking for it fails, which the page tells of by its name.
      size: targetOf(file)?.size ?? 0,
    }));
  });
}

/**
 * As src/node/files-below.ts has it, which a script of plain JavaScript cannot import.
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  const [files, links, met] = [[], [], new Set()];
  const walk = (at) => {
    const real = realpathSync(at);
    if (met.has(real)) return;
    met.add(real);
    const entries = readdirSync(at, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && ['.git', '.dvc'].includes(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isFile()) {
        files.push(path);
        met.add(join(real, entry.name));
      }
    }
  };
  walk(folder);
  for (const link of links) {
    const target = targetOf(link);
    if (target?.isDirectory()) walk(link);
    else if (!target || (target.isFile() && !met.has(realpathSync(link)))) files.push(link);
  }
  return files.sort();
}

/** Null where it leads nowhere. @param {string} path */
function targetOf(path) {
  try {
    return statSync(path);
  } catch {
    return null;
  }
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
            JSON.stringify({ files: files.map(({ name, size }, n) => ({ name, size, url: `local/${n}` })) }),
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
