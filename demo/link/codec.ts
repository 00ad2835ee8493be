// A record as one line of text, `v1&key=value&key=value`, and back: what the address and the settings are written in. Texts come from
// strangers: what is too long, unknown or no value of its kind is left out, and nothing of it is taken for a name.

/** How one value is written. `read` gives null for what is none. */
export interface Codec<T> {
  write(value: T): string;
  read(text: string): T | null;
}

/** One for every key of a record, in the order in which they are written. */
export type Codecs<T> = { readonly [Key in keyof T]-?: Codec<NonNullable<T[Key]>> };

export interface Decoded<T> {
  readonly value: Partial<T>;
  /** Known keys whose values are none. */
  readonly ignored: readonly (keyof T & string)[];
}

const VERSION = 'v1';
/** Longer than any that is written here. */
const MOST = 2000;

export function encode<T extends object>(codecs: Codecs<T>, value: Partial<T>): string {
  const parts: string[] = [VERSION];
  for (const key of keysOf(codecs)) {
    const part = value[key];
    if (part !== undefined) parts.push(`${key}=${codecs[key].write(part as NonNullable<T[typeof key]>)}`);
  }
  return parts.join('&');
}

/** Of a key that is there twice the first counts. A text that is none of these holds nothing. */
export function decode<T extends object>(codecs: Codecs<T>, text: string): Decoded<T> {
  const given = partsOf(text);
  const value: Partial<T> = {};
  const ignored: (keyof T & string)[] = [];
  for (const key of keysOf(codecs)) {
    const part = given.get(key);
    if (part === undefined) continue;
    const read = codecs[key].read(part);
    if (read === null) ignored.push(key);
    else value[key] = read;
  }
  return { value, ignored };
}

const keysOf = <T extends object>(codecs: Codecs<T>) => Object.keys(codecs) as (keyof T & string)[];

function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const [version, ...rest] = text.length > MOST ? [] : unescaped(text).split('&');
  if (version !== VERSION) return parts;
  for (const part of rest) {
    const at = part.indexOf('=');
    if (at > 0 && !parts.has(part.slice(0, at))) parts.set(part.slice(0, at), part.slice(at + 1));
  }
  return parts;
}

/** Some programs escape the commas of an address that is passed on. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

// Values

const NUMBER = /^-?\d{1,10}(\.\d{1,24})?(e-\d{1,3})?$/;

/** As JavaScript writes it, so that it comes back to the bit; null where it is none, or out of bounds. */
export function readNumber(text: string | undefined, least: number, most: number): number | null {
  if (text === undefined || !NUMBER.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

export const numberFrom = (least: number, most: number): Codec<number> => ({
  write: String,
  read: (text) => readNumber(text, least, most),
});

/** So many numbers, with commas between them. */
export const numbersFrom = (count: number, least: number, most: number): Codec<readonly number[]> => ({
  write: (values) => values.join(','),
  read(text) {
    const values = text.split(',').map((part) => readNumber(part, least, most));
    return values.length === count && !values.includes(null) ? (values as number[]) : null;
  },
});

export const oneOf = <T extends string>(values: readonly T[]): Codec<T> => ({
  write: String,
  read: (text) => values.find((value) => value === text) ?? null,
});

export const flag: Codec<boolean> = {
  write: (value) => (value ? '1' : '0'),
  read: (text) => (text === '1' ? true : text === '0' ? false : null),
};

/** A name that the library knows, or refuses when it is asked for. */
export const name: Codec<string> = {
  write: String,
  read: (text) => (/^[a-z][a-z0-9-]{0,39}$/.test(text) ? text : null),
};
