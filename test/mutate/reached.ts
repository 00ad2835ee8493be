// Which lines of shaders/ the compiler sees in a program: a change elsewhere needs no draw to be known harmless to it.
import type { ShaderFile } from '../../src/sampler/gpu/shader-source.ts';

const END = '// End of ';

/** The same files, each with its name at its end, so that an expanded source says which line came from where. */
export const markFiles =
  (file: ShaderFile): ShaderFile =>
  (part) => {
    const text = file(part);
    return text === undefined ? undefined : `${text}\n${END}${part}`;
  };

/** `part:line` of all lines that are left in after #ifdef and its like. */
export function reachedLines(source: string): readonly string[] {
  const defined = new Map<string, string>();
  const names = new Map<string, string>();
  const reached: [part: string, line: number][] = [];
  // A branch of #if: whether what is around it counts, whether it counts itself, whether one before it did.
  const branches: { around: boolean; on: boolean; taken: boolean }[] = [];
  const on = (): boolean => branches.every((branch) => branch.on);
  let [part, number] = ['', 0];
  for (const line of source.split('\n')) {
    const [, word, rest = ''] = /^\s*#\s*(\w+)\s*(.*?)\s*(?:\/\/.*)?$/.exec(line) ?? [];
    if (word === 'line') {
      const [next, file] = rest.split(' ');
      [number, part] = [Number(next), file!];
      continue;
    }
    if (line.startsWith(END)) names.set(part, line.slice(END.length));
    if (word === 'define' && on()) defined.set(...(rest.split(/\s+/, 2) as [string, string]));
    if (word === 'ifdef' || word === 'ifndef' || word === 'if') {
      const holds = word === 'if' ? holdsIn(rest, defined) : defined.has(rest) === (word === 'ifdef');
      branches.push({ around: on(), on: on() && holds, taken: holds });
    } else if (word === 'elif' || word === 'else') {
      const branch = branches.at(-1)!;
      const holds = !branch.taken && (word === 'else' || holdsIn(rest, defined));
      branch.on = branch.around && holds;
      branch.taken ||= holds;
    } else if (word === 'endif') branches.pop();
    else if (!word && on()) reached.push([part, number]);
    number++;
  }
  return [...new Set(reached.map(([file, line]) => `${names.get(file) ?? file}:${line}`))];
}

/** Value of a condition of #if over names, numbers, defined(), !, &&, ||, comparisons and brackets. */
function holdsIn(condition: string, defined: ReadonlyMap<string, string>): boolean {
  const plain = condition
    .replace(/defined\s*\(\s*(\w+)\s*\)|defined\s+(\w+)/g, (_, a, b) => (defined.has(a ?? b) ? '1' : '0'))
    .replace(/[A-Za-z_]\w*/g, (name) => defined.get(name) || '0');
  const tokens = plain.match(/\d+|&&|\|\||[<>=!]=|[<>!()]/g) ?? [];
  let at = 0;
  const operand = (): number => {
    const token = tokens[at++];
    if (token === '!') return operand() ? 0 : 1;
    if (token !== '(') return Number(token);
    const inner = either();
    at++;
    return inner;
  };
  const compared = (): number => {
    const left = operand();
    const operator = tokens[at] ?? '';
    if (!(operator in COMPARE)) return left;
    at++;
    return COMPARE[operator]!(left, operand()) ? 1 : 0;
  };
  const both = (): number => {
    let value = compared();
    while (tokens[at] === '&&') {
      at++;
      const right = compared();
      value = value && right;
    }
    return value;
  };
  const either = (): number => {
    let value = both();
    while (tokens[at] === '||') {
      at++;
      const right = both();
      value = value || right;
    }
    return value;
  };
  return either() !== 0;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
