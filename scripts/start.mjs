// `npm start`: the demo on an embedded phantom; `npm start -- PATH`: on a folder or files of one's own. Nothing leaves the machine.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { listLocal } from './serve-local.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: process.env.PORT ?? '5173' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});
let files = [];
try {
  // npm runs scripts in the project's folder; a relative path means the folder the user is in.
  files = listLocal(positionals.map((path) => resolve(process.env.INIT_CWD ?? process.cwd(), path)));
} catch (error) {
  console.error(`npm start: ${error.message}`);
  process.exit(2);
}

ensureInstalled();
const { serveDemo } = await import('./serve-demo.mjs');
const server = await serveDemo({ files, host: values.host, port: Number(values.port) });
console.log(
  `Reslice demo: ${server.url}  (${files.length ? `${files.length} files` : 'built-in phantom'}; folder ${ROOT})`,
);
