// Real scans for tests in the browser: the folder $RESLICE_SHARED or ../shared, read-only, under /@shared/.
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

const PREFIX = '/@shared/';

/** @returns {string | null} the folder with data/ and reference/, or null where there is none */
export function sharedFolder() {
  const folder = resolve(process.env.RESLICE_SHARED ?? join(import.meta.dirname, '..', '..', 'shared'));
  return existsSync(join(folder, 'data')) && existsSync(join(folder, 'reference')) ? realpathSync(folder) : null;
}

/** A folder answers with the list of the files under it, a file with its bytes. @returns {import('vite').Plugin} */
export function serveShared() {
  return {
    name: 'reslice-shared',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const path = decodeURIComponent((request.url ?? '').split('?')[0]);
        const folder = sharedFolder();
        if (!path.startsWith(PREFIX)) return next();
        if (!folder) return refuse(response, 404);
        const file = resolve(folder, path.slice(PREFIX.length));
        if (file !== folder && !file.startsWith(folder + sep)) return refuse(response, 403);
        if (!existsSync(file)) return refuse(response, 404);
        if (statSync(file).isDirectory()) {
          const names = readdirSync(file, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => relative(file, join(entry.parentPath, entry.name)));
          response.setHeader('content-type', 'application/json');
          return response.end(JSON.stringify(names.sort()));
        }
        response.setHeader('content-type', 'application/octet-stream');
        response.end(await readFile(file));
      });
    },
  };
}

function refuse(response, status) {
  response.statusCode = status;
  response.end();
}
