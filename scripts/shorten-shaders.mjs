// Shaders as a GLSL compiler needs them and no longer: no comments, no spaces, and short names for what only shaders know. Names that
// JavaScript speaks (uniforms, the names that it defines) and the language's own stay, and so do line numbers: a compiler's message
// still points at the right line of the source.

/** What a declaration begins with; types that a shader defines come on top. */
const TYPE = /^(?:void|float|u?int|bool|[biu]?vec[234]|mat[234]|[iu]?sampler(?:2D|3D))$/;
/** An identifier; what follows a dot is a component. */
const NAME = /(?<![.\w])[A-Za-z_]\w*/g;
/** The other preprocessor lines have words that are no names. */
const HAS_NAMES = /^(?:[^#]|#(?:define|undef|if|ifdef|ifndef|elif)\b)/;

/**
 * @param {Readonly<Record<string, string>>} files  all of the shaders that include one another, by path
 * @returns {Record<string, string>}  the same, and always the same for the same files
 * @throws Error where it cannot tell what a name stands for
 */
export function shortenShaders(files) {
  const paths = Object.keys(files).toSorted();
  const bare = Object.fromEntries(paths.map((path) => [path, withoutSpaces(files[path])]));
  const all = paths.map((path) => bare[path]).join('\n');
  const defined = new Set([...all.matchAll(/^#define (\w+)/gm)].map((match) => match[1]));
  const isType = (word) => TYPE.test(word) || defined.has(word);
  const functions = Object.fromEntries(paths.map((path) => [path, functionsOf(path, bare[path], isType)]));
  const shared = new Set([...defined, ...Object.values(functions).flatMap((own) => own.map(({ name }) => name))]);
  shared.delete('main');

  // What is used most gets the shortest: a shared name begins with a capital, a local one with a small letter, and so they never meet.
  const uses = new Map();
  for (const [name] of all.matchAll(NAME)) if (shared.has(name)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const names = [...shared].toSorted((a, b) => uses.get(b) - uses.get(a) || (a < b ? -1 : 1));
  const globals = shortNames(names, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', new Set(all.match(NAME)));

  return Object.fromEntries(
    paths.map((path) => {
      let text = '';
      let end = 0;
      for (const one of functions[path]) {
        text += rename(bare[path].slice(end, one.start), globals);
        text += rename(one.text, new Map([...globals, ...localNames(path, one.text, isType, shared)]));
        end = one.end;
      }
      return [path, text + rename(bare[path].slice(end), globals)];
    }),
  );
}

/** @param {string} source */
function withoutSpaces(source) {
  const lines = source.split('\n').map((line) => line.replace(/\/\/.*$/, '').trim());
  return lines.map((line) => (line.startsWith('#') ? line : dense(line))).join('\n');
}

/** A space stays between two words, and between two signs that would be another one together: a - -b. */
const dense = (line) =>
  line
    .replace(/(?<=(.))\s+(?=(.))/g, (_, before, after) =>
      (/\w/.test(before) && /\w/.test(after)) || before === after ? ' ' : '',
    )
    .replace(/(?<![\w.])(\d+)\.0(?![\w.])/g, '$1.')
    .replace(/(?<![\w.])0\.(?=\d)/g, '.');

/** The functions of a file in order, each from its parameters to its end. */
function functionsOf(path, text, isType) {
  const found = [];
  const head = /^(\w+) (\w+)\([^(){};]*\)\{/gm;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    if (!isType(match[1])) continue;
    let [end, depth] = [head.lastIndex, 1];
    for (; depth > 0; end++) {
      if (end === text.length) throw new Error(`${path}: ${match[2]} has no end`);
      depth += Number(text[end] === '{') - Number(text[end] === '}');
    }
    const start = text.indexOf('(', match.index);
    found.push({ name: match[2], start, end, text: text.slice(start, end) });
    head.lastIndex = end;
  }
  return found;
}

/** Parameters and variables of one function. What is declared in a way that is not known here keeps its name. */
function localNames(path, text, isType, shared) {
  const declared = new Set();
  for (const [, type, name] of text.matchAll(/(?<![.\w])(\w+) ([A-Za-z_]\w*)/g)) {
    if (!isType(type)) continue;
    // `float length = length(v);` is GLSL, of two things by one name.
    if (shared.has(name) || new RegExp(`(?<![.\\w])${name}\\(`).test(text))
      throw new Error(`${path}: ${name} is a variable and a function`);
    declared.add(name);
  }
  const kept = new Set((text.match(NAME) ?? []).filter((name) => !declared.has(name)));
  return shortNames([...declared], 'abcdefghijklmnopqrstuvwxyz', kept);
}

/** @returns {Map<string, string>}  a letter each, then a letter and a digit: no word of GLSL is either */
function shortNames(names, letters, taken) {
  const short = new Map();
  for (let n = 0; short.size < names.length; n++) {
    const round = Math.floor(n / letters.length);
    const name = letters[n % letters.length] + (round || '');
    if (!taken.has(name)) short.set(names[short.size], name);
  }
  return short;
}

const rename = (text, names) =>
  text
    .split('\n')
    .map((line) => (HAS_NAMES.test(line) ? line.replace(NAME, (name) => names.get(name) ?? name) : line))
    .join('\n');
