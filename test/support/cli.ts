// The command line as a whole, run in this process.
import { run } from '../../src/cli/program.ts';

export interface CliRun {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** What would have been written, by path. */
  readonly written: ReadonlyMap<string, Uint8Array>;
}

export async function reslice(...argv: string[]): Promise<CliRun> {
  const said = { out: '', err: '' };
  const written = new Map<string, Uint8Array>();
  const status = await run(argv, {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    terminal: false,
    writeFile: async (path, bytes) => void written.set(path, bytes),
  });
  return { status, ...said, written };
}
