// A program run by a Node of its own, as a user's would be: nothing transforms what it imports.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param program  an ES module; `tell(value)` is what it answers, once
 * @returns the answer, by way of JSON
 */
export async function runNode<T>(program: string): Promise<T> {
  const tell = 'const tell = (value) => console.log(JSON.stringify(value));\n';
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', tell + program], {
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as T;
}
