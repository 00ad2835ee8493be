// Every way to break a function of shaders/ by one small change, by fixed operators. Text in, text out: no GLSL is understood here
// beyond what a line shows, and a change that does not compile is found out by the compiler.

export type Operator = 'sign' | 'constant' | 'comparison' | 'axis' | 'dropped term' | 'extreme' | 'half' | 'truth';

export interface Mutant {
  readonly file: string;
  readonly function: string;
  /** Counted from 1. */
  readonly line: number;
  readonly operator: Operator;
  /** The line's code before and after, without indentation and comments. */
  readonly from: string;
  readonly to: string;
  /** The whole file with the change. */
  readonly text: string;
}

interface Edit {
  readonly operator: Operator;
  readonly at: number;
  readonly length: number;
  readonly by: string;
}

interface Token {
  readonly text: string;
  readonly at: number;
}

const TOKEN = /[A-Za-z_]\w*|(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?u?|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/]=|[^\s]/g;

const tokensOf = (code: string): readonly Token[] =>
  [...code.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));

const isNumber = (text: string | undefined): boolean => text !== undefined && /^\.?\d/.test(text);
const isName = (text: string | undefined): boolean => text !== undefined && /^[A-Za-z_]/.test(text);
/** Whether an operator after this token has a left side. */
const endsOperand = (text: string | undefined): boolean =>
  text !== 'return' && (isName(text) || isNumber(text) || text === ')' || text === ']');

/** Every mutant of a file, those of `const float NAME` under its name. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const lines = text.split('\n');
  const seen = new Set<string>();
  let [name, depth] = ['', 0];
  return lines.flatMap((line, index): readonly Mutant[] => {
    const code = line.replace(/\/\/.*$/, '');
    if (/^\s*#/.test(code)) return [];
    const constant = /^const \w+ (\w+) =/.exec(code)?.[1];
    const heading = /^\w+ (\w+)\(.*\{\s*$/.exec(code)?.[1];
    if (heading) name = heading;
    const inside = depth > 0;
    const past = pastTheEnd(lines, index);
    depth += (code.match(/\{/g)?.length ?? 0) - (code.match(/\}/g)?.length ?? 0);
    if (!inside && !constant) return [];
    return editsOf(code).flatMap(({ operator, at, length, by }) => {
      const to = code.slice(0, at) + by + code.slice(at + length);
      const key = `${index} ${to.replaceAll(/\s/g, '')}`;
      if (seen.has(key) || to.trim() === code.trim() || past.includes(to.trim())) return [];
      seen.add(key);
      const changed = lines.with(index, to).join('\n');
      const where = { file, function: constant ?? name, line: index + 1, operator };
      return [{ ...where, from: code.trim(), to: to.trim(), text: changed }];
    });
  });
}

/**
 * What a loop header over a vector's components must not become: an index beyond them is undefined, not wrong, and some drivers
 * forgive it.
 */
function pastTheEnd(lines: readonly string[], index: number): readonly string[] {
  const [, indent, name, end] = /^(\s*)for \(int (\w+) = 0; \w+ < (\d+);/.exec(lines[index]!) ?? [];
  if (!name) return [];
  const body = lines.slice(index, lines.indexOf(`${indent}}`, index));
  if (!body.some((line) => line.includes(`[${name}]`))) return [];
  const header = lines[index]!.trim();
  const more = [
    [`${name} = 0`, `${name} = (-1)`],
    [`< ${end}`, `<= ${end}`],
    [`< ${end}`, `< ${Number(end) + 1}`],
  ] as const;
  return more.map(([from, to]) => header.replace(from, to));
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
};
const SIGNS: Readonly<Record<string, string>> = { '+': '-', '-': '+', '+=': '-=', '-=': '+=' };
const EXTREMES: Readonly<Record<string, string>> = { min: 'max', max: 'min' };
const TRUTHS: Readonly<Record<string, string>> = { true: 'false', false: 'true' };
const AXES: Readonly<Record<string, string>> = { x: 'y', y: 'x', z: 'w', w: 'z', i: 'j', j: 'i' };
/** Operators that end a right side, loosest first: each level ends at its own and at all before it. */
const LEVELS: readonly (readonly string[])[] = [
  [',', ';', '?', ':', '=', '||'],
  ['&&'],
  ['<', '<=', '>', '>=', '==', '!=', '|', '&', '<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

function editsOf(code: string): readonly Edit[] {
  const tokens = tokensOf(code);
  return tokens.flatMap(({ text, at }, n): Edit[] => {
    const previous = tokens[n - 1]?.text;
    const next = tokens[n + 1]?.text;
    const binary = endsOperand(previous);
    const edit = (operator: Operator, by: string | undefined, length = text.length): Edit[] =>
      by === undefined ? [] : [{ operator, at, length, by }];
    const edits: Edit[] = [];
    if (text in SIGNS) edits.push(...edit('sign', binary ? SIGNS[text] : text === '-' ? '' : undefined));
    if (text in COMPARISONS) edits.push(...edit('comparison', COMPARISONS[text]));
    if (binary && droppable(text)) {
      const end = rightEnd(tokens, n, text);
      if (end !== null) edits.push(...edit('dropped term', '', end - at));
    }
    if (isNumber(text) && !isLevelOfDetail(tokens, n)) {
      for (const by of neighbours(text)) edits.push(...edit('constant', by));
      if (text === '0.5') edits.push(...edit('half', '0.0'));
    }
    if (isName(text)) {
      if (next === '(') edits.push(...edit('extreme', EXTREMES[text]));
      edits.push(...edit('truth', TRUTHS[text]));
      edits.push(...edit('axis', previous === '.' ? otherAxis(text) : /^[ij]$/.test(text) ? AXES[text] : undefined));
    }
    return edits;
  });
}

/** The last argument of texelFetch: our textures have one level, and what GLSL gives for another is undefined, not wrong. */
function isLevelOfDetail(tokens: readonly Token[], n: number): boolean {
  if (tokens[n - 1]?.text !== ',' || tokens[n + 1]?.text !== ')') return false;
  let m = n - 1;
  for (let depth = 1; depth > 0 && m > 0; ) {
    const { text } = tokens[--m]!;
    if (text === ')') depth++;
    if (text === '(') depth--;
  }
  return tokens[m - 1]?.text === 'texelFetch';
}

const droppable = (text: string): boolean => ['+', '-', '*', '/', '&&', '||'].includes(text);

function neighbours(text: string): readonly string[] {
  const unsigned = text.endsWith('u') ? 'u' : '';
  const value = Number(text.replace('u', ''));
  const whole = !/[.eE]/.test(text);
  return [value + 1, value - 1].map((n) => {
    const digits = `${Math.abs(n)}${whole || !Number.isInteger(n) ? '' : '.0'}${unsigned}`;
    return n < 0 ? `(-${digits})` : digits;
  });
}

/** A swizzle with its first two axes exchanged, or the other axis of a pair. */
function otherAxis(swizzle: string): string | undefined {
  if (!/^[xyzw]+$/.test(swizzle)) return undefined;
  return swizzle.length === 1 ? AXES[swizzle] : swizzle[1]! + swizzle[0]! + swizzle.slice(2);
}

/** Where the right side of the operator at token n ends; null where the line ends before it. */
function rightEnd(tokens: readonly Token[], n: number, operator: string): number | null {
  const level = LEVELS.findIndex((operators) => operators.includes(operator));
  const enders = LEVELS.slice(0, level + 1).flat();
  let depth = 0;
  for (let m = n + 1; m < tokens.length; m++) {
    const { text } = tokens[m]!;
    if (depth === 0 && (text === ')' || text === ']' || (enders.includes(text) && endsOperand(tokens[m - 1]!.text))))
      return tokens[m - 1]!.at + tokens[m - 1]!.text.length;
    if (text === '(' || text === '[') depth++;
    if (text === ')' || text === ']') depth--;
  }
  return null;
}
