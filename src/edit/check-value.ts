// What each VR allows, so that no file is written that a reader must guess about. Source: DICOM PS3.5 6.2, table 6.2-1
import { dayOf } from '../dicom/date-time.ts';

/** VRs of which a backslash is a character, not a delimiter. */
export const SINGLE: ReadonlySet<string> = new Set(['LT', 'ST', 'UT', 'UR']);

interface Rule {
  /** Characters of one value; of PN, of each component group. */
  readonly most?: number;
  readonly pattern?: RegExp;
  /** Said where it does not fit. */
  readonly words: string;
  readonly fits?: (value: string) => boolean;
}

const TIME = '(?:[01]\\d|2[0-3])(?:[0-5]\\d(?:(?:[0-5]\\d|60)(?:\\.\\d{1,6})?)?)?';
const within = (low: bigint, high: bigint) => (value: string) =>
  /^[+-]?\d{1,20}$/.test(value) && BigInt(value) >= low && BigInt(value) <= high;
const bits = (count: bigint, signed: boolean): Rule => {
  const [low, high] = signed ? [-(2n ** (count - 1n)), 2n ** (count - 1n) - 1n] : [0n, 2n ** count - 1n];
  return { words: `a whole number from ${low} to ${high}`, fits: within(low, high) };
};
const isNumber = (value: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value);
const isDay = (value: string): boolean => {
  const seconds = /^\d{8}$/.test(value) ? dayOf(value) : null;
  // Date.UTC carries the 31st of June over into July.
  return seconds !== null && new Date(seconds * 1000).toISOString().slice(0, 10).replaceAll('-', '') === value;
};
const LINE = /^[^\p{Cc}]*$/u;
const PAGE = /^(?:[^\p{Cc}]|[\t\n\f\r])*$/u;

const RULES: Readonly<Record<string, Rule>> = {
  AE: { most: 16, pattern: /^[ -[\]-~]*[!-[\]-~][ -[\]-~]*$/, words: 'up to 16 ASCII characters, not all spaces' },
  AS: { pattern: /^\d{3}[DWMY]$/, words: 'three digits and D, W, M or Y, as 045Y' },
  AT: { pattern: /^\(?[0-9A-Fa-f]{4},?[0-9A-Fa-f]{4}\)?$/, words: 'a tag (gggg,eeee)' },
  CS: { most: 16, pattern: /^[A-Z0-9 _]*$/, words: 'up to 16 capital letters, digits, spaces and underscores' },
  DA: { words: 'a day as YYYYMMDD', fits: isDay },
  DS: { most: 16, words: 'a decimal number of up to 16 characters', fits: isNumber },
  DT: {
    most: 26,
    words: 'YYYYMMDDHHMMSS.FFFFFF&ZZXX, parts left out from the end',
    fits: (value) => {
      const [, date = '', offset = ''] = /^(.*?)([+-]\d{4})?$/.exec(value) ?? [];
      const parts = new RegExp(`^(\\d{4})(?:(0[1-9]|1[0-2])(?:(\\d{2})(?:${TIME})?)?)?$`).exec(date);
      const zone = Number(offset);
      const [, year, month = '01', day = '01'] = parts ?? [];
      return parts !== null && isDay(`${year}${month}${day}`) && zone >= -1200 && zone <= 1400;
    },
  },
  FD: { words: 'a finite number', fits: (value) => isNumber(value) && Number.isFinite(Number(value)) },
  FL: {
    words: 'a finite number of 32 bits',
    fits: (value) => isNumber(value) && Number.isFinite(Math.fround(Number(value))),
  },
  IS: {
    most: 12,
    words: 'a whole number of up to 12 characters and 32 bits',
    fits: within(-(2n ** 31n), 2n ** 31n - 1n),
  },
  LO: { most: 64, pattern: LINE, words: 'up to 64 characters of one line' },
  LT: { most: 10240, pattern: PAGE, words: 'up to 10240 characters' },
  PN: {
    pattern: LINE,
    words: 'up to three groups of up to 64 characters and five components: Family^Given=…=…',
    fits: (value) =>
      value.split('=').length <= 3 &&
      value.split('=').every((group) => [...group].length <= 64 && group.split('^').length <= 5),
  },
  SH: { most: 16, pattern: LINE, words: 'up to 16 characters of one line' },
  SL: bits(32n, true),
  SS: bits(16n, true),
  ST: { most: 1024, pattern: PAGE, words: 'up to 1024 characters' },
  SV: bits(64n, true),
  TM: { most: 16, pattern: new RegExp(`^${TIME}$`), words: 'a time as HHMMSS.FFFFFF, parts left out from the end' },
  UC: { pattern: LINE, words: 'characters of one line' },
  UI: {
    most: 64,
    pattern: /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/,
    words: 'a UID: up to 64 digits and dots, no component with a leading 0',
  },
  UL: bits(32n, false),
  UR: { pattern: /^[!-~]+$/, words: 'a URI' },
  US: bits(16n, false),
  UT: { pattern: PAGE, words: 'text' },
  UV: bits(64n, false),
};

/** The value's parts: one where the VR knows no delimiter; none of nothing. */
export const valuesOf = (text: string, vr: string): readonly string[] =>
  text === '' ? [] : SINGLE.has(vr) ? [text] : text.split('\\');

/**
 * @param text  values between backslashes; an empty one is allowed among several
 * @returns what the VR takes where a value does not fit, else null; 'bytes' for a VR that holds them
 */
export function misfit(text: string, vr: string): string | null {
  const rule = RULES[vr];
  if (!rule) return `${vr} holds bytes, which have no text`;
  const values = valuesOf(text, vr);
  const fits = (value: string): boolean =>
    [...value].length <= (rule.most ?? Number.POSITIVE_INFINITY) &&
    (rule.pattern?.test(value) ?? true) &&
    (rule.fits?.(value) ?? true);
  const mayBeEmpty = !/^(?:AT|FD|FL|S[LSV]|U[LSV])$/.test(vr);
  return values.every((value) => (value === '' ? mayBeEmpty : fits(value))) ? null : `${vr} takes ${rule.words}`;
}
