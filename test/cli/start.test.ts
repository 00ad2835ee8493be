// `npm start` where its port is taken: it moves on, and says so.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/source-files.ts';

/** What `npm start` says until its demo answers. */
async function started(...words: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs'), ...words], { cwd: ROOT });
  try {
    let said = '';
    for await (const text of child.stdout) {
      said += String(text);
      if (/Reslice demo:/.test(said)) break;
    }
    return said;
  } finally {
    child.kill();
  }
}

test('a port that is taken is named, and the one that is used instead', async () => {
  const other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    const said = await started('--port', String(port));
    const [, taken, used] = /^Port (\d+) is taken; this is (\d+)\.$/m.exec(said) ?? [];
    expect(Number(taken)).toBe(port);
    expect(Number(used)).not.toBe(port);
    expect(said).toContain(`Reslice demo: http://127.0.0.1:${used}/`);
  } finally {
    other.close();
  }
});
