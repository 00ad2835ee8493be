import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isResliceError, type ResliceError } from '../../src/errors.ts';
import type { InputFile } from '../../src/load/input-file.ts';
import { isNote, type LoadProgress, loadSeries } from '../../src/load/load-series.ts';
import { type Changes, dicomBytes, sliceBytes } from '../support/dicom-bytes.ts';

const slice = (n: number, changes: Changes = {}): InputFile => ({
  name: `${n}.dcm`,
  bytes: sliceBytes({
    SOPInstanceUID: ['UI', `1.2.3.4.${n}`],
    ImagePositionPatient: ['DS', `0\\0\\${n * 2}`],
    PixelData: ['OW', [0, 1, 2, 3, 4, 5].map((v) => (v - 3 + n * 10) & 0xffff)],
    ...changes,
  }),
});
const stack = (count: number): InputFile[] => Array.from({ length: count }, (_, n) => slice(n));
const text: InputFile = { name: 'readme.txt', bytes: new TextEncoder().encode('This is no DICOM file.') };

async function load(files: Iterable<InputFile>) {
  const problems: ResliceError[] = [];
  const series = await loadSeries(files, { onProblem: (problem) => problems.push(problem) });
  return { series, problems };
}

describe('a series', () => {
  test('becomes a volume in order of place, values as stored', async () => {
    const { series, problems } = await load([slice(2), slice(0), slice(1)]);
    expect(problems).toEqual([]);
    expect(series).toHaveLength(1);
    const [{ seriesInstanceUID, modality, stacks }] = series as [(typeof series)[0]];
    expect([seriesInstanceUID, modality, stacks.length]).toEqual(['1.2.3', 'CT', 1]);
    const { volume, volumes, images, reason, report, pictures } = stacks[0]!;
    expect(images.map(({ file }) => file)).toEqual(['0.dcm', '1.dcm', '2.dcm']);
    expect(volumes).toEqual([{ time: 0, label: '', milliseconds: null, volume, report }]);
    expect([reason, pictures]).toEqual([null, []]);
    expect(report!.increment).toEqual({ min: 2, median: 2, max: 2 });
    expect(volume!.size).toEqual([3, 2, 3]);
    expect(volume!.storedValues).toBeInstanceOf(Int16Array);
    expect([...volume!.storedValues]).toEqual([0, 1, 2].flatMap((n) => [-3, -2, -1, 0, 1, 2].map((v) => v + n * 10)));
    expect(volume!.slices.map(({ position }) => position)).toEqual([0, 2, 4]);
    expect([volume!.storedRange, volume!.modalityRange, volume!.unit]).toEqual([[-3, 22], [-3, 22], 'HU']);
  });

  test('keeps nothing of the files', async () => {
    const files = stack(3);
    const { series } = await load(files);
    const { volume } = series[0]!.stacks[0]!;
    for (const file of files) (file as { bytes: Uint8Array }).bytes.fill(0xff);
    expect(volume!.storedValues[0]).toBe(-3);
  });

  test('comes from ArrayBuffers, and from what a browser calls a File', async () => {
    const bytes = stack(3).map((file) => (file as { bytes: Uint8Array<ArrayBuffer> }).bytes);
    const files = bytes.map((part, n) => new File([part], `${n}`));
    const buffers = bytes.map((part, n) => ({ name: `${n}`, bytes: part.buffer }));
    for (const input of [files, new Set(buffers)]) {
      expect((await load(input)).series[0]!.stacks[0]!.volume!.size).toEqual([3, 2, 3]);
    }
  });

  test('has its own slope, intercept and padding for each slice', async () => {
    const own: Changes = { RescaleSlope: ['DS', '2'], RescaleIntercept: ['DS', '5'], PixelPaddingValue: ['SS', [12]] };
    const { series } = await load([slice(0), slice(1, own)]);
    const { volume } = series[0]!.stacks[0]!;
    expect(volume!.slices.map((s) => [s.rescaleSlope, s.rescaleIntercept, s.padding])).toEqual([
      [1, 0, null],
      [2, 5, [12, 12]],
    ]);
    // Slice 1 stores 7 to 12, of which 12 is padding.
    expect(volume!.modalityRange).toEqual([-3, 27]);
  });

  test('of none is none', async () => expect((await load([])).series).toEqual([]));
});

describe('what is left out', () => {
  test('is told of by file, and the rest loads', async () => {
    const { series, problems } = await load([text, slice(0), slice(1, { Rows: ['US', [0]] }), slice(2)]);
    expect(series[0]!.stacks[0]!.images).toHaveLength(2);
    // As they are read: not in the order of the files.
    expect(problems.map(({ code, at }) => [code, at.file]).sort()).toEqual([
      ['dicom/bad-value', '1.dcm'],
      ['dicom/not-dicom', 'readme.txt'],
    ]);
    expect(problems.map(isNote)).toEqual([false, false]);
  });

  test('a report is a note, a directory not even that', async () => {
    const report: InputFile = { name: 'sr', bytes: dicomBytes([['Modality', 'CS', 'SR']]) };
    const elements = [
      ['MediaStorageSOPClassUID', 'UI', '1.2.840.10008.1.3.10'],
      ['Modality', 'CS', 'CT'],
    ] as const;
    const { problems } = await load([report, { name: 'DICOMDIR', bytes: dicomBytes(elements) }, slice(0)]);
    expect(problems.map(({ code }) => code)).toEqual(['dicom/not-an-image']);
    expect(problems.map(isNote)).toEqual([true]);
  });

  test('a second copy of an object is a note that names the first', async () => {
    const copy: InputFile = { ...slice(1), name: 'copy/1.dcm' };
    const { series, problems } = await load([...stack(3), copy]);
    expect(series[0]!.stacks[0]!.images).toHaveLength(3);
    expect(series[0]!.stacks[0]!.report!.duplicates).toEqual([]);
    expect(problems.map(({ at }) => [at.file, at.tag!.keyword, at.detail])).toEqual([
      ['copy/1.dcm', 'SOPInstanceUID', 'the same object as 1.dcm'],
    ]);
    expect(problems.map(isNote)).toEqual([true]);
  });

  test.each<[string, string, Changes]>([
    ['another place', 'ImagePositionPatient', { ImagePositionPatient: ['DS', '0\\0\\9'] }],
    ['other pixels', 'PixelData', { PixelData: ['OW', [0, 0, 0, 0, 0, 1]] }],
    ['another number', 'InstanceNumber', { InstanceNumber: ['IS', '99'] }],
    [
      'more frames',
      'NumberOfFrames',
      { NumberOfFrames: ['IS', '2'], PixelData: ['OW', new Array<number>(12).fill(0)] },
    ],
  ])('one UID and %s: both are kept, and it is a problem', async (_, keyword, changes) => {
    const other: InputFile = { ...slice(1, changes), name: 'other.dcm' };
    const { series, problems } = await load([slice(0), slice(1), other, { ...other, name: 'copy.dcm' }]);
    const images = series[0]!.stacks.flatMap((stack) => [
      ...stack.images.map(({ file }) => file),
      ...(stack.report?.duplicates ?? []),
    ]);
    expect([...new Set(images)].sort()).toEqual(['0.dcm', '1.dcm', 'other.dcm']);
    expect(problems.map((problem) => [problem.at.file, problem.at.tag!.keyword, isNote(problem)])).toEqual([
      ['other.dcm', keyword, false],
      ['copy.dcm', 'SOPInstanceUID', true],
    ]);
  });

  test('all slices of one UID are all there', async () => {
    const files = [0, 1, 2].map((n) => slice(n, { SOPInstanceUID: ['UI', '1.2.3.77'] }));
    const { series, problems } = await load(files);
    expect(series[0]!.stacks[0]!.volume!.size[2]).toBe(3);
    expect(problems.map(isNote)).toEqual([false, false]);
  });

  test('a file that cannot be read', async () => {
    const gone: InputFile = { name: 'gone.dcm', arrayBuffer: () => Promise.reject(new Error('NotReadable')) };
    const { problems } = await load([gone, slice(0)]);
    expect(problems.map(({ code, at }) => [code, at.file])).toEqual([['load/unreadable', 'gone.dcm']]);
  });

  test('all of it rejects with every reason', async () => {
    const failed = await loadSeries([text, { ...text, name: 'b' }]).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(AggregateError);
    expect((failed as AggregateError).errors.map((error: ResliceError) => error.at.file)).toEqual(['readme.txt', 'b']);
  });
});

describe('a stack without a volume', () => {
  test('keeps its pixels and says why', async () => {
    const { series, problems } = await load([slice(0, { PixelSpacing: null }), slice(1, { PixelSpacing: null })]);
    const { volume, volumes, report, reason, pictures } = series[0]!.stacks[0]!;
    expect([volume, volumes, report]).toEqual([null, [], null]);
    expect([reason!.code, reason!.at.tag!.keyword]).toEqual(['dicom/missing-tag', 'PixelSpacing']);
    expect(pictures.map(({ storedValues }) => storedValues[0])).toEqual([-3, 7]);
    expect(problems).toEqual([]);
  });

  test('of several frames in one place has each of them', async () => {
    const frames: Changes = { NumberOfFrames: ['IS', '2'], PixelData: ['OW', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]] };
    const { series } = await load([slice(0, frames)]);
    const { volume, reason, pictures } = series[0]!.stacks[0]!;
    expect(volume).toBeNull();
    expect(reason).not.toBeNull();
    expect(pictures.map(({ storedValues }) => [...storedValues])).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ]);
  });

  test('does not take one from another of its series', async () => {
    const other = slice(9, { PixelRepresentation: ['US', [0]], PixelData: ['OW', [65535, 0, 0, 0, 0, 0]] });
    const { series } = await load([...stack(2), other]);
    const volumes = series[0]!.stacks.map(({ volume }) => volume!);
    expect(volumes.map(({ size }) => size[2])).toEqual([2, 1]);
    expect(volumes[1]!.storedValues).toBeInstanceOf(Uint16Array);
    expect(volumes[1]!.storedValues[0]).toBe(65535);
  });
});

describe('on the way', () => {
  test('progress rises to all files and all bytes', async () => {
    const files = stack(30);
    const told: LoadProgress[] = [];
    await loadSeries(files, { onProgress: (progress) => told.push(progress) });
    const bytes = files.reduce((sum, file) => sum + (file as { bytes: Uint8Array }).bytes.length, 0);
    expect(told.at(-1)).toEqual({ filesDone: 30, filesTotal: 30, bytesDone: bytes, bytesTotal: bytes, imagesDone: 30 });
    expect(told.every(({ bytesTotal }) => bytesTotal === bytes)).toBe(true);
    expect(told.map(({ filesDone }) => filesDone)).toEqual(
      told.map(({ filesDone }) => filesDone).sort((a, b) => a - b),
    );
  });

  test('the bytes of an input that does not say how many it has are not known', async () => {
    const told: LoadProgress[] = [];
    const file: InputFile = {
      name: 'a',
      arrayBuffer: async () => (slice(0) as { bytes: Uint8Array<ArrayBuffer> }).bytes.buffer,
    };
    await loadSeries([slice(1), file], { onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ filesDone: 2, bytesTotal: null });
  });

  test('what onPartial throws rejects the load, and nothing more is read', async () => {
    const mine = new Error('mine');
    const done: number[] = [];
    let calls = 0;
    const failed = await loadSeries(stack(500), {
      workers: 0,
      onProgress: ({ filesDone }) => done.push(filesDone),
      onPartial: () => {
        calls++;
        throw mine;
      },
    }).catch((error: unknown) => error);
    expect([failed, calls]).toEqual([mine, 1]);
    const seen = done.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(done.length).toBe(seen);
  });

  test('an archive is let go of once it is open', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let archive: WeakRef<ArrayBuffer> | undefined;
    const make = (): ArrayBuffer => {
      const files = stack(60).map(({ name, ...file }) => [name, (file as { bytes: Uint8Array }).bytes]);
      const { buffer } = zipSync(Object.fromEntries(files)).slice();
      archive = new WeakRef(buffer);
      return buffer;
    };
    function* inputs(): Generator<InputFile> {
      yield { name: 'a.zip', bytes: make() };
    }
    let held: boolean | null = null;
    await loadSeries(inputs(), {
      workers: 0,
      onPartial: () => undefined,
      onProgress: async ({ filesDone }) => {
        if (filesDone < 2 || held !== null) return;
        held = true;
        await new Promise((resolve) => setTimeout(resolve, 0));
        collect();
        held = archive!.deref() !== undefined;
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(held).toBe(false);
  });

  test('an abort before it begins reads nothing', async () => {
    let read = 0;
    const file: InputFile = { name: 'a', arrayBuffer: () => Promise.resolve(new ArrayBuffer(++read)) };
    const failed = await loadSeries([file], { signal: AbortSignal.abort() }).catch((error: unknown) => error);
    expect(isResliceError(failed, 'load/aborted')).toBe(true);
    expect(read).toBe(0);
  });

  test('an abort within one file of many frames stops it, and the event loop runs meanwhile', async () => {
    // Two segments of runs: some ms a frame to unpack, and few bytes.
    const side = 512;
    const run = Uint8Array.from({ length: ((side * side) / 128) * 2 }, (_, n) => (n % 2 ? 5 : 129));
    const fragment = new Uint8Array(64 + 2 * run.length);
    new DataView(fragment.buffer).setUint32(0, 2, true);
    new DataView(fragment.buffer).setUint32(4, 64, true);
    new DataView(fragment.buffer).setUint32(8, 64 + run.length, true);
    fragment.set(run, 64);
    fragment.set(run, 64 + run.length);
    const bytes = sliceBytes(
      {
        NumberOfFrames: ['IS', '60'],
        Rows: ['US', [side]],
        Columns: ['US', [side]],
        PixelData: ['OB', { fragments: new Array<Uint8Array>(60).fill(fragment) }],
      },
      { syntax: '1.2.840.10008.1.2.5' },
    );
    const abort = new AbortController();
    let [turns, reading] = [0, true];
    const tick = (): void => {
      if (!reading) return;
      if (++turns === 3) abort.abort();
      setImmediate(tick);
    };
    const problems: ResliceError[] = [];
    const loading = loadSeries([{ name: 'a', bytes }], {
      signal: abort.signal,
      workers: 0,
      onProblem: (problem) => problems.push(problem),
    }).catch((error: unknown) => error);
    // From the first turn after the file's bytes are there.
    setTimeout(tick, 1);
    const failed = await loading;
    reading = false;
    expect(isResliceError(failed, 'load/aborted')).toBe(true);
    expect(turns).toBeGreaterThanOrEqual(3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(problems).toEqual([]);
  });

  test('an abort in the middle stops it', async () => {
    const abort = new AbortController();
    let read = 0;
    const files = Array.from({ length: 50 }, (_, n) => ({
      name: `${n}`,
      arrayBuffer: async () => {
        // Longer than a turn, so that the loader looks at the signal after each file.
        const until = performance.now() + 10;
        while (performance.now() < until);
        if (++read === 3) abort.abort();
        return (slice(n) as { bytes: Uint8Array<ArrayBuffer> }).bytes.buffer;
      },
    }));
    const failed = await loadSeries(files, { signal: abort.signal }).catch((error: unknown) => error);
    expect(isResliceError(failed, 'load/aborted')).toBe(true);
    expect(read).toBe(3);
  });

  test('other tasks run: 40 files of 256 by 256', async () => {
    const pixels = new Uint8Array(256 * 256 * 2).fill(1);
    const size: Changes = {
      Rows: ['US', [256]],
      Columns: ['US', [256]],
      BitsStored: ['US', [12]],
      HighBit: ['US', [11]],
    };
    const element = Uint8Array.from([0xe0, 0x7f, 0x10, 0, 0x4f, 0x57, 0, 0, 0, 0, 2, 0]);
    const files = Array.from({ length: 40 }, (_, n) => {
      const { bytes } = slice(n, { ...size, PixelData: null }) as { bytes: Uint8Array };
      return { name: `${n}`, bytes: Uint8Array.from([...bytes, ...element, ...pixels]) };
    });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await loadSeries(files);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });
});
