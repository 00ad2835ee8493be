/**
 * Text from files and archives as a terminal may have it: control characters, which could move its cursor, colour it or type into
 * it, become their code points; line breaks too.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
