// Bytes -> data set. The only importer of dicom-parser, which throws strings and objects: they leave here as ResliceError.
import * as dicomParser from 'dicom-parser';
import { isResliceError, ResliceError } from '../errors.ts';
import type { DataSet, ElementPlace } from './data-set.ts';
import { TAGS, type Tag } from './tag.ts';

const PREAMBLE = 128;
const PREFIX = 4;

/** Sequences within sequences. Real files nest fewer than 20 deep; the parser recurses, so deeper ones end in the stack. */
const DEEPEST = 512;

/** DS and IS as written: `Number` alone would take '0x10' and 'Infinity'. Source: DICOM PS3.5 6.2 */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads everything before Pixel Data, and where that lies. What follows it is not looked at: files end in garbage.
 * @param file  name for errors
 * @throws ResliceError 'dicom/not-dicom', 'dicom/truncated', 'dicom/bad-value', 'dicom/missing-tag', 'dicom/limit-exceeded',
 * 'dicom/unsupported-transfer-syntax' (deflated, which cannot even be parsed)
 * Source: DICOM PS3.10 7.1 (file meta information), PS3.5 7 (data set)
 */
export function parse(input: Uint8Array, file: string): DataSet {
  const bytes = withPreamble(input, file);
  try {
    const parsed = dicomParser.parseDicom(bytes, {
      untilTag: TAGS.pixelData.key,
      inflater: () => refuseDeflated(file),
    });
    // A sequence that is never closed swallows what follows it; the parser only warns.
    if (parsed.warnings.some((warning) => /eof encountered/i.test(warning))) {
      throw new ResliceError('dicom/truncated', { file, detail: 'a sequence is not closed' });
    }
    if (isDeeperThan(parsed, DEEPEST)) throw tooDeep(file);
    return wrap(parsed);
  } catch (thrown) {
    throw isResliceError(thrown) ? thrown : translate(thrown, file);
  }
}

function refuseDeflated(file: string): never {
  const tag = TAGS.transferSyntaxUID;
  throw new ResliceError('dicom/unsupported-transfer-syntax', { file, tag, detail: '1.2.840.10008.1.2.1.99' });
}

const tooDeep = (file: string, cause?: unknown): ResliceError =>
  new ResliceError('dicom/limit-exceeded', { file, detail: `sequences nested over ${DEEPEST} deep` }, { cause });

/** Level by level, so that looking does not recurse itself. */
function isDeeperThan(parsed: dicomParser.DataSet, limit: number): boolean {
  const within = (dataSet: dicomParser.DataSet): dicomParser.DataSet[] =>
    Object.values(dataSet.elements).flatMap(({ items }) => items?.flatMap((item) => item.dataSet ?? []) ?? []);
  let level = within(parsed);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap(within);
  }
  return false;
}

function withPreamble(input: Uint8Array, file: string): Uint8Array {
  const hasPrefix = input.length >= PREAMBLE + PREFIX && text(input, PREAMBLE, PREFIX) === 'DICM';
  if (hasPrefix) {
    if (input.length === PREAMBLE + PREFIX)
      throw new ResliceError('dicom/truncated', { file, detail: 'ends after the preamble' });
    return input;
  }
  // No preamble: the file meta information, group 0002 in explicit VR, comes first.
  const bare =
    input.length > 8 && input[0] === 2 && input[1] === 0 && input[3] === 0 && /^[A-Z]{2}$/.test(text(input, 4, 2));
  if (!bare) throw new ResliceError('dicom/not-dicom', { file, detail: 'no DICM prefix and no file meta information' });
  const whole = new Uint8Array(PREAMBLE + PREFIX + input.length);
  whole.set([0x44, 0x49, 0x43, 0x4d], PREAMBLE);
  whole.set(input, PREAMBLE + PREFIX);
  return whole;
}

const text = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

function wrap(parsed: dicomParser.DataSet): DataSet {
  const bytes = parsed.byteArray as Uint8Array;
  const place = (tag: Tag): ElementPlace | undefined => {
    const element = parsed.elements[tag.key];
    return (
      element && {
        offset: element.dataOffset,
        length: element.length,
        undefinedLength: element.hadUndefinedLength === true,
      }
    );
  };
  const string = (tag: Tag): string | undefined => parsed.string(tag.key)?.replace(/[\0\s]+$/, '') || undefined;
  const texts = (tag: Tag): readonly string[] =>
    string(tag)
      ?.split('\\')
      .map((value) => value.trim()) ?? [];
  return {
    bytes,
    has: (tag) => parsed.elements[tag.key] !== undefined,
    place,
    text: (tag) => string(tag)?.trim(),
    texts,
    numbers(tag) {
      const values = texts(tag);
      return values.length ? values.map((value) => (NUMBER.test(value) ? Number(value) : Number.NaN)) : undefined;
    },
    uint16(tag) {
      const at = place(tag);
      return at && at.length >= 2 && at.offset + 2 <= bytes.length
        ? bytes[at.offset]! | (bytes[at.offset + 1]! << 8)
        : undefined;
    },
  };
}

function translate(thrown: unknown, file: string): ResliceError {
  const inner = typeof thrown === 'object' && thrown !== null && 'exception' in thrown ? thrown.exception : thrown;
  if (inner instanceof RangeError) return tooDeep(file, thrown);
  const message = String(inner instanceof Error ? inner.message : inner);
  if (/missing required meta header attribute/.test(message))
    return new ResliceError('dicom/missing-tag', { file, tag: TAGS.transferSyntaxUID }, { cause: thrown });
  const read =
    typeof thrown === 'object' && thrown !== null && 'dataSet' in thrown
      ? (thrown.dataSet as dicomParser.DataSet)
      : null;
  if (Object.values(read?.elements ?? {}).some(({ vr }) => vr !== undefined && !/^[A-Z]{2}$/.test(vr))) {
    const detail = 'the data set is not written as the transfer syntax says';
    return new ResliceError('dicom/bad-value', { file, tag: TAGS.transferSyntaxUID, detail }, { cause: thrown });
  }
  // "attempt to read past end of buffer", "buffer overrun", "missing sequence delimiter", a position or an item's end
  // ("maxP osition", as the parser spells it) beyond the last byte: the file ends too early.
  const truncated = /past end|overrun|buffer|end of|delimi|out of|seek|'position' cannot be|'maxP ?osition'/i.test(
    message,
  );
  return new ResliceError(
    truncated ? 'dicom/truncated' : 'dicom/bad-value',
    { file, detail: 'the data set cannot be read' },
    { cause: thrown },
  );
}
