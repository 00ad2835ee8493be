// One small file of each codec, so that every decoder is met where there are no real files. The codestreams were written by other
// software: libjpeg-turbo, CharLS 2.4.3, OpenJPEG 2.5.4 and libjxl 0.11.2, by way of imagecodecs 2026.3.6.
import { sliceBytes } from './dicom-bytes.ts';
import { encodeLossless } from './jpeg-lossless.ts';

const uid = (end: string): string => `1.2.840.10008.1.2.4${end}`;
const stream = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** 2 rows, 3 columns: 0 to 5 in 16 bits, without a loss. */
export const JPEG_LS = stream(
  '/9j/6AAgU1BJRkYAAgAAAQAAAAIAAAADChAGAQAAASwAAAEs/+gACAAAAAH/2P/3AAsQAAIAAwEBEQD/+AANAf//ABIAQwEUAED/2gAIAQEAAAAAoAwBgNAKAQD/2Q==',
);
const JPEG_2000 = stream(
  '/0//UQApAAAAAAADAAAAAgAAAAAAAAAAAAAAAwAAAAIAAAAAAAAAAAABDwEB/1IADAAAAAEAAAQEAAH/XAAEQID/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAAAeAAH/k9/4kGAHo2xEt9NOvd3WBW//2Q==',
);
const JPEG_XL = stream(
  'AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAAAganhsY/8KCED8AEWLCAQBACgASxiLFZIopuCJAQ==',
);
const JPEG_LOSSLESS = encodeLossless(Uint16Array.of(0, 1, 2, 3, 4, 5), {
  ...{ columns: 3, rows: 2, precision: 16, selector: 1, restartRows: 0, components: 1 },
});

const SIZE = 16;
/** 8 bits, row by row: what the JPEG below was made of; at quality 100 libjpeg gives it back unchanged. */
export const RAMP: readonly number[] = Array.from(
  { length: SIZE * SIZE },
  (_, p) => 8 * (p % SIZE) + 5 * Math.floor(p / SIZE) + 20,
);
const JPEG = stream(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAAQABABAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APwL/Zt+En/Hh/ov/PL+D6e1f0Afs2/CT/jw/wBF/wCeX8H09q+P/wBm34Sf8eH+i/8APL+D6e1f0Afs2/CT/jw/0X/nl/B9Pav/2Q==',
);
/** The JPEG above, recompressed: it can be had back from it byte for byte. */
const JPEG_AS_XL = stream(
  'AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAATanhscAAAAAD/CkNAUNwIAAABBGpicmTBDSAILQMCAISAkKtKAABAyFHZgqE4/yeIjBHKOKcUtB8hQ5ilDjLMQOkONVgfMpx8zIBDDiosctCwA9tHDf37I8scdtyBhqL7X4xxxiSXbPLJKKc8M80123wzzjkLPTTRRRt9NNJJSz011VVbfTXWWYs9Ntllm3022mnLPTfdddt9N955Cz444YUbfjjiiUcu+eSUV2755ZhnHrroo5Neuumno5567LLPTnvttt+Oe+7BCz888cUbfzzyyUcv/fTUV2/99dhnD3744o9Pfvnmn49++vDHL//89Ndv//345/8P8AMAAAALCIDgABBKRklGAAEBAAABAAEAAAMAAACXanhscIAAAAHgWwAQABACCFgIWAhY/v8OAAAYAAgAAQAAAAAAgIAliSLj2Alp7jAAIQXWKCrGYO5dvGPI6TAAHArPzKDEFMADMtoB4AQQU//yfQe9CgAAAAAAoJAC6XaMsTG2MQY1xsZg0Rj73acL4PxUx0tKg90eRK1iCuNN1LpmCL/V8V+5eMOxlGsW4ngKuMAa',
);

type Bytes = Uint8Array<ArrayBuffer>;
const small = (codestream: Uint8Array, end: string): Bytes =>
  sliceBytes({ PixelData: ['OB', { fragments: [codestream] }] }, { syntax: uid(end) });
const ramp = (codestream: Uint8Array, end: string): Bytes =>
  sliceBytes(
    {
      Rows: ['US', [SIZE]],
      Columns: ['US', [SIZE]],
      BitsAllocated: ['US', [8]],
      BitsStored: ['US', [8]],
      HighBit: ['US', [7]],
      PixelRepresentation: ['US', [0]],
      PixelData: ['OB', { fragments: [codestream] }],
    },
    { syntax: uid(end) },
  );

export interface CodedFile {
  readonly bytes: Bytes;
  readonly values: readonly number[];
  /** How far from `values` a decoder may be. */
  readonly tolerance: number;
}

const exactly = (bytes: Bytes): CodedFile => ({ bytes, values: [0, 1, 2, 3, 4, 5], tolerance: 0 });

export const CODED = {
  'JPEG baseline': { bytes: ramp(JPEG, '.50'), values: RAMP, tolerance: 0 },
  'JPEG lossless': exactly(small(JPEG_LOSSLESS, '.70')),
  'JPEG-LS': exactly(small(JPEG_LS, '.80')),
  'JPEG 2000': exactly(small(JPEG_2000, '.90')),
  'JPEG XL': exactly(small(JPEG_XL, '.110')),
  'JPEG XL JPEG recompression': { bytes: ramp(JPEG_AS_XL, '.111'), values: RAMP, tolerance: 1 },
} as const satisfies Readonly<Record<string, CodedFile>>;
