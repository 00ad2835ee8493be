// The built package's files and how they hang together.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

export interface Chunk {
  /** File name, with its hash. */
  readonly file: string;
  /** Bytes as published: a host's bundler still takes the spaces out. */
  readonly gzip: number;
  /** Files that must be there before this one runs. */
  readonly imports: readonly string[];
}

export const chunksOf = (dist: string): readonly Chunk[] =>
  readdirSync(dist)
    .filter((file) => file.endsWith('.js'))
    .map((file) => {
      const code = readFileSync(join(dist, file), 'utf8');
      return { file, gzip: gzipSync(code, { level: 9 }).length, imports: staticImports(code) };
    });

function staticImports(code: string): string[] {
  return parseAst(code).body.flatMap((statement) =>
    'source' in statement && statement.source && statement.source.value.startsWith('./')
      ? [statement.source.value.slice(2)]
      : [],
  );
}

/** Everything that is loaded with `files`, themselves included, before anything runs. */
export function reachedFrom(files: readonly string[], chunks: readonly Chunk[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    chunks.find((chunk) => chunk.file === file)!.imports.forEach(reach);
  };
  files.forEach(reach);
  return reached;
}

/** How the file of a decoder begins; its hash follows. */
export const DECODERS = {
  charls: '_reslice-codec_charls-',
  openjpeg: '_reslice-codec_openjpeg-',
  libjxl: '_reslice-codec_libjxl-',
  jpeg: 'decode-jpeg-',
  inflate: 'inflate-',
} as const;

export type Decoder = keyof typeof DECODERS;

/** Those that are among `files`. */
export const decodersIn = (files: Iterable<string>): readonly Decoder[] => {
  const all = [...files];
  return (Object.keys(DECODERS) as Decoder[]).filter((name) => all.some((file) => file.startsWith(DECODERS[name])));
};
