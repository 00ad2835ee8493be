// `reslice view`: serves the built demo on loopback with the files of its paths, until it is stopped.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isResliceError, ResliceError } from '../errors.ts';
import { findFiles } from '../node/find-files.ts';
import type { CliIo } from './io.ts';
import { badUse } from './parse-options.ts';
import { type ServedFile, type SiteServer, serveSite } from './serve-site.ts';
import { fileCount } from './tell-written.ts';

export interface ViewWords {
  readonly port?: string;
  readonly open: boolean;
}

export interface ViewPlace {
  /** Folder of the built demo. */
  readonly site: string;
  /** Fulfilled when the server is to stop. */
  readonly until: Promise<unknown>;
  openBrowser(url: string): Promise<unknown>;
}

/**
 * @throws ResliceError 'use/bad-argument' for a path that is not there, a folder without files, and a port that cannot be had;
 *   'load/unreadable' where a DICOMDIR lists a file that is not there
 */
export async function view(
  paths: readonly string[],
  words: ViewWords,
  io: CliIo,
  place: ViewPlace = here(),
): Promise<void> {
  const port = portOf(words.port);
  const files = filesOf(paths, io);
  const server = await serve(place.site, files, port);
  const what = files.length === 0 ? 'no files: the start screen' : fileCount(files.length);
  io.out(`${server.url}  (${what}; Ctrl C stops it)\n`);
  try {
    if (words.open)
      await place.openBrowser(server.entrance()).catch(() => {
        io.err('reslice: no browser could be opened: open the address above\n');
      });
    await place.until;
  } finally {
    await server.close();
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw badUse(`--port takes a number from 1 to 65535, not '${text}'`);
  return port;
}

/** What a DICOMDIR lists and is not there is told of and left out, as files that cannot be read are. */
function filesOf(paths: readonly string[], io: CliIo): readonly ServedFile[] {
  const files = findFiles(paths).flatMap(({ name, path }) => {
    if (existsSync(path)) return [{ name, path, size: statSync(path).size }];
    io.err(`reslice: ${new ResliceError('load/unreadable', { file: name, detail: 'is not there' }).message}\n`);
    return [];
  });
  if (paths.length > 0 && files.length === 0) throw badUse(`no files in ${paths.join(', ')}`);
  return files;
}

async function serve(site: string, files: readonly ServedFile[], port: number): Promise<SiteServer> {
  if (!existsSync(join(site, 'index.html'))) throw badUse(`the page is not built: ${site} holds no index.html`);
  try {
    return await serveSite(site, files, { port });
  } catch (cause) {
    if (isResliceError(cause)) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'is taken' : code === 'EACCES' ? 'is not allowed' : 'cannot be had';
    throw badUse(`--port ${port} ${why}: leave it out for one that is free`, { cause });
  }
}

/** The package's own page; stopped by Ctrl C or whoever started it. */
function here(): ViewPlace {
  return {
    site: join(import.meta.dirname, 'site'),
    until: new Promise((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    }),
    // Only when it is wanted: it knows every system's way.
    openBrowser: async (url) => (await import('open')).default(url),
  };
}
