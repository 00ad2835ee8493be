// What `npm start` was asked for, or why that is no use of it.
import { parseArgs } from 'node:util';

export const USAGE = `npm start                     the demo on built-in phantoms
npm start -- PATH…            on DICOM files, folders (searched), .zip, DICOMDIR
npm start -- --port 8080      another port (default 5173, or $PORT; taken: the next that is free)
npm start -- --host 0.0.0.0   another address than 127.0.0.1: others on the network see the files too
`;

/**
 * @param {readonly string[]} words
 * @returns {{ help: true } | { help: false, port: number, host: string, paths: string[] }}
 * @throws {Error} in a sentence
 */
export function serveWords(words) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      port: { type: 'string', default: process.env.PORT ?? '5173' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  if (values.help) return { help: true };
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`--port ${values.port} is no port, 0 to 65535`);
  return { help: false, port, host: values.host, paths: positionals };
}
