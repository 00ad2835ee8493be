// What the tests of a file are called, by its text: the first argument of `it` and `test`, also after `each(...)` and `skipIf(...)`.

/** Those whose call is followed by one that has the title. */
const BEFORE_TITLE: readonly string[] = ['each', 'for', 'skipIf', 'runIf'];

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const TEXT = /(['"`])((?:\\.|(?!\1)[^\\])*)\1/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
/** Only where a value may stand. */
const PATTERN = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])*\//y;

/** As they are written, placeholders and all. */
export function testTitles(source: string): readonly string[] {
  return [...source.matchAll(/^[ \t]*(?:it|test)\b/gm)].flatMap(
    (match) => titleAt(source, match.index + match[0].length) ?? [],
  );
}

/** @param at  behind `it` or `test` */
function titleAt(source: string, at: number): string | null {
  let word = '';
  for (let p = at; p < source.length; ) {
    const name = read(/\s*\.\s*(\w+)/y, source, p);
    const open = read(/\s*\(/y, source, p);
    if (name) {
      word = name[1]!;
      p += name[0].length;
    } else if (source[p] === '<') p = behindTypes(source, p);
    else if (!open) return null;
    else if (BEFORE_TITLE.includes(word)) {
      p = behind(source, p + open[0].length - 1);
      word = '';
    } else {
      const start = p + open[0].length;
      const space = read(/\s*/y, source, start)![0].length;
      return read(TEXT, source, start + space)?.[2] ?? null;
    }
  }
  return null;
}

function read(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** @param at  of a bracket @returns behind the one that closes it */
function behind(source: string, at: number): number {
  const open: string[] = [];
  let valueMayStand = true;
  for (let p = at; p < source.length; ) {
    const skipped: RegExpExecArray | null =
      read(COMMENT, source, p) ?? read(TEXT, source, p) ?? (valueMayStand ? read(PATTERN, source, p) : null);
    if (skipped) {
      p += skipped[0].length;
      valueMayStand = skipped[0].startsWith('/') && /^\/[/*]/.test(skipped[0]) && valueMayStand;
      continue;
    }
    const sign = source[p]!;
    if (CLOSING[sign]) open.push(CLOSING[sign]);
    else if (sign === open.at(-1)) open.pop();
    if (open.length === 0) return p + 1;
    if (/\S/.test(sign)) valueMayStand = /[([{,=:?&|!;>]/.test(sign);
    p++;
  }
  return source.length;
}

/** Of the types of `each<…>`; an arrow closes nothing. */
function behindTypes(source: string, at: number): number {
  let depth = 0;
  for (let p = at; p < source.length; p++) {
    if (source[p] === '<') depth++;
    else if (source[p] === '>' && source[p - 1] !== '=') depth--;
    if (depth === 0) return p + 1;
  }
  return source.length;
}
