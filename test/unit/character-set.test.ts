// Text by SpecificCharacterSet. Names are the examples of DICOM PS3.5 annexes H, I, J and K.
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/dicom/character-set.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.split(' '), (two) => Number.parseInt(two, 16));
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('one repertoire', () => {
  test.each<[string, string[], Uint8Array, string]>([
    ['none', [], latin('Buc^J'), 'Buc^J'],
    ['Latin-1', ['ISO_IR 100'], latin('Buc^J\xe9r\xf4me'), 'Buc^Jérôme'],
    ['Latin-2', ['ISO_IR 101'], bytes('57 61 b3 b1 73 61'), 'Wałąsa'],
    ['Cyrillic', ['ISO_IR 144'], bytes('bb ee da 63 65 dc d1 79 70 d3'), 'Люк\u0063\u0065м\u0431\u0079\u0070г'],
    ['Greek', ['ISO_IR 126'], bytes('c4 e9 ef ed f5 f3 e9 ef f2'), 'Διονυσιος'],
    ['Arabic', ['ISO_IR 127'], bytes('e2 c8 c7 e6 ea'), 'قباني'],
    ['Hebrew', ['ISO_IR 138'], bytes('f9 f8 e5 ef'), 'שרון'],
    ['UTF-8', ['ISO_IR 192'], new TextEncoder().encode('Wang^XiaoDong=王^小东'), 'Wang^XiaoDong=王^小东'],
    ['GB18030', ['GB18030'], bytes('57 61 6e 67 3d cd f5 5e d0 a1 b6 ab'), 'Wang=王^小东'],
    ['GBK', ['GBK'], bytes('cd f5 5e d0 a1 b6 ab'), '王^小东'],
    ['half-width Katakana', ['ISO_IR 13'], bytes('d4 cf c0 de 5e c0 db b3'), 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
  ])('%s', (_, terms, value, text) => expect(decodeText(value, terms)).toBe(text));
});

test.each(['ISO_IR 192', 'ISO-IR 192', 'ISO IR 192', 'ISO_IR_192', 'iso_ir 192'])('%s is UTF-8', (term) =>
  expect(decodeText(new TextEncoder().encode('Schädel'), [term])).toBe('Schädel'),
);

describe('ISO 2022 escapes', () => {
  test.each([[['ISO 2022 IR 87']], [['ISO 2022 IR 6']], [[]], [['ISO_IR 100']]])('are followed for %j alone', (terms) =>
    expect(decodeText(latin('A\x1b$B;3ED\x1b(B B'), terms)).toBe('A山田 B'),
  );

  test('nor is a first byte, where an escape ends the characters', () => {
    // 3D 29 is a kanji, and 3D the delimiter of PN's groups.
    const text = 'Akita=\x1b$B=)ED\x1b(B^\x1b$B=P\x1b(B=x';
    expect(decodeText(latin(text), ['', 'ISO 2022 IR 87'])).toBe('Akita=秋田^出=x');
  });

  test('a second byte that looks like a delimiter is none, a delimiter after it is', () => {
    // 3E 5C is one character; the backslash after it resets to the first repertoire.
    expect(decodeText(latin('\x1b$B>\\;3\\x'), ['', 'ISO 2022 IR 87'])).toBe('詳山\\x');
  });

  test('Japanese, annex H.3.1', () => {
    const value = bytes(
      '59 61 6d 61 64 61 5e 54 61 72 6f 75 3d 1b 24 42 3b 33 45 44 1b 28 42 5e 1b 24 42 42 40 4f 3a 1b 28 42 3d 1b 24 42 24 64 24 5e 24 40 1b 28 42 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 42',
    );
    expect(decodeText(value, ['', 'ISO 2022 IR 87'])).toBe('Yamada^Tarou=山田^太郎=やまだ^たろう');
  });

  test('Japanese from half-width Katakana, annex H.3.2', () => {
    const value = bytes('d4 cf c0 de 5e c0 db b3 3d 1b 24 42 3b 33 45 44 1b 28 4a 5e 1b 24 42 42 40 4f 3a 1b 28 4a');
    expect(decodeText(value, ['ISO 2022 IR 13', 'ISO 2022 IR 87'])).toBe('ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎');
  });

  test('Korean, annex I.2', () => {
    const value = bytes('48 6f 6e 67 5e 47 69 6c 64 6f 6e 67 3d 1b 24 29 43 fb f3 5e 1b 24 29 43 d1 ce d4 d7');
    expect(decodeText(value, ['', 'ISO 2022 IR 149'])).toBe('Hong^Gildong=洪^吉洞');
  });

  test('Latin-1 and Cyrillic side by side', () => {
    const value = Uint8Array.from([...latin('J\xe9r '), 0x1b, 0x2d, 0x4c, 0xbb, 0xee]);
    expect(decodeText(value, ['ISO 2022 IR 100', 'ISO 2022 IR 144'])).toBe('Jér Лю');
  });

  test('that are unknown, or end the text, do no harm', () => {
    expect(decodeText(Uint8Array.of(65, 0x1b), ['', 'ISO 2022 IR 87'])).toContain('A');
    expect(decodeText(Uint8Array.of(65, 0x1b, 0x20, 66), ['', 'ISO 2022 IR 87'])).toMatch(/A.*B/s);
  });
});
