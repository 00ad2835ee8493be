// What dcmtk's dcmdump says of a file, element by element. Skipped, visibly, where it is not installed (Debian: dcmtk).
import { execFileSync, spawnSync } from 'node:child_process';

export const dcmdump = spawnSync('dcmdump', ['--version']).status === 0;

export interface Dumped {
  /** 0 for what is in no item. */
  readonly depth: number;
  readonly id: string;
  readonly vr: string;
  /** As printed, brackets taken off. */
  readonly value: string;
  /** Bytes, or 'u/l'. */
  readonly length: string;
  readonly keyword: string;
}

const LINE = /^( *)\(([0-9a-f]{4}),([0-9a-f]{4})\) (\S\S) (.*?) *# +(\d+|u\/l), ?\d+ ([^\n]+)$/s;

/** Delimiters and items left out, and what follows Pixel Data; a byte a character. */
export function dumpOf(path: string): readonly Dumped[] {
  const text = execFileSync('dcmdump', ['-q', '-Un', '+L', path], { maxBuffer: 2 ** 28, encoding: 'latin1' });
  const dumped: Dumped[] = [];
  // A value may hold line ends.
  let whole = '';
  for (const line of text.split('\n')) {
    whole = whole === '' ? line : `${whole}\n${line}`;
    if (/^ *\([0-9a-f]{4},/.test(whole) && !LINE.test(whole)) continue;
    const [, indent, group, element, vr, value, length, keyword] = LINE.exec(whole) ?? [];
    whole = '';
    if (indent === undefined || group === 'fffe') continue;
    const id = `(${group},${element})`.toUpperCase();
    const bare = value!.replace(/^\[(.*)\]$/s, '$1').replace('(no value available)', '');
    dumped.push({ depth: indent.length / 4, id, vr: vr!, value: bare, length: length!, keyword: keyword! });
    if (id === '(7FE0,0010)' && indent === '') break;
  }
  return dumped;
}
