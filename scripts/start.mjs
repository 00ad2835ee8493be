// `npm start`: the demo on an embedded phantom; `npm start -- PATH`: on a folder or files of one's own. Nothing leaves the machine.
import { resolve } from 'node:path';
import { endWithParent } from './end-with-parent.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { listLocal } from './serve-local.mjs';
import { serveWords, USAGE } from './serve-words.mjs';

/** @returns {never} */
function badUse(message) {
  console.error(`npm start: ${message}\n\n${USAGE}`);
  process.exit(2);
}

/** @returns {{ host: string, port: number, paths: string[], files: ReturnType<typeof listLocal> }} */
function asked() {
  try {
    const words = serveWords(process.argv.slice(2));
    if (words.help) {
      console.log(USAGE);
      process.exit(0);
    }
    // npm runs scripts in the project's folder; a relative path means the folder the user is in.
    const paths = words.paths.map((path) => resolve(process.env.INIT_CWD ?? process.cwd(), path));
    const files = listLocal(paths);
    if (paths.length > 0 && files.length === 0) throw new Error(`no file in ${paths.join(', ')}`);
    return { ...words, files };
  } catch (error) {
    return badUse(error.message);
  }
}

const { host, port, files, paths } = asked();
endWithParent();
ensureInstalled();
const { serveDemo } = await import('./serve-demo.mjs');
const server = await serveDemo({ files, host, port });
if (port && server.port !== port) console.log(`Port ${port} is taken; this is ${server.port}.`);
const shown =
  files.length === 0
    ? 'built-in phantoms'
    : `${files.length} files of ${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''}`;
console.log(`Reslice demo: ${server.url}${files.length ? '' : '?phantom=head'}  (${shown}). Ctrl C stops it.`);
