// One small file of each kind that can be made without a codec, for tests that must run everywhere.
import { deflateSync } from 'fflate';
import { type Changes, dicomBytes, type Element, IMPLICIT, sliceBytes, sliceElements } from './dicom-bytes.ts';

const uid = (end: string): string => `1.2.840.10008.1.2${end}`;
const FRAME = Uint8Array.of(0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0);

/** A frame of 6 pixels of 16 bits, as RLE: two segments, high bytes first, literal and run. */
export const RLE_FRAME = Uint8Array.from([
  ...[2, 0, 0, 0, 64, 0, 0, 0, 66, 0, 0, 0, ...new Array<number>(52).fill(0)],
  ...[256 - 5, 0],
  ...[5, 0, 1, 2, 3, 4, 5, 0],
]);

const frames = (changes: Changes, count: number): Changes => ({ NumberOfFrames: ['IS', String(count)], ...changes });

/** A group's macro: `keyword` holds one item. */
const macro = (keyword: string, ...item: Element[]): Element => [keyword, 'SQ', [item]];

/** Two frames, the second first along the normal, each with its own slope. */
export const ENHANCED: Changes = frames(
  {
    ImagePositionPatient: null,
    ImageOrientationPatient: null,
    PixelSpacing: null,
    PixelData: ['OW', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    SharedFunctionalGroupsSequence: [
      'SQ',
      [
        [
          macro('PlaneOrientationSequence', ['ImageOrientationPatient', 'DS', '1\\0\\0\\0\\1\\0']),
          macro('PixelMeasuresSequence', ['SliceThickness', 'DS', '3'], ['PixelSpacing', 'DS', '0.5\\0.25']),
        ],
      ],
    ],
    PerFrameFunctionalGroupsSequence: [
      'SQ',
      [5, 2].map((z, n) => [
        macro('FrameContentSequence', ['StackID', 'SH', '1'], ['TemporalPositionIndex', 'UL', [1]]),
        macro('PlanePositionSequence', ['ImagePositionPatient', 'DS', `0\\0\\${z}`]),
        macro(
          'PixelValueTransformationSequence',
          ['RescaleIntercept', 'DS', '-10'],
          ['RescaleSlope', 'DS', `${n + 1}`],
        ),
      ]),
    ],
  },
  2,
);

export const DOSE: Changes = frames(
  {
    Modality: ['CS', 'RTDOSE'],
    BitsAllocated: ['US', [32]],
    BitsStored: ['US', [32]],
    HighBit: ['US', [31]],
    PixelRepresentation: ['US', [0]],
    GridFrameOffsetVector: ['DS', '0\\2.5\\6'],
    DoseUnits: ['CS', 'GY'],
    DoseGridScaling: ['DS', '0.001'],
    PixelData: ['OW', new Uint8Array(Uint32Array.from({ length: 18 }, (_, n) => n * 100_000).buffer)],
  },
  3,
);

/** By name; every one is whole and reads. */
export const MADE: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'explicit little endian': sliceBytes(),
  'implicit little endian': sliceBytes({}, { syntax: IMPLICIT }),
  'no preamble': sliceBytes({}, { preamble: false }),
  sequences: sliceBytes({ '00081140': ['SQ', [[['SOPClassUID', 'UI', '1.2']], []]] }, { undefinedLength: true }),
  'text of three repertoires': sliceBytes({
    SpecificCharacterSet: ['CS', '\\ISO 2022 IR 87\\ISO 2022 IR 100'],
    SeriesDescription: ['LO', 'a\x1b$B;3ED\x1b(B b'],
  }),
  'a modality LUT': sliceBytes({
    ModalityLUTSequence: [
      'SQ',
      [
        [
          ['LUTDescriptor', 'SS', [4, 1, 16]],
          ['LUTData', 'US', [9, 70, 600, 5000]],
        ],
      ],
    ],
  }),
  enhanced: sliceBytes(ENHANCED),
  'enhanced, implicit': sliceBytes(ENHANCED, { syntax: IMPLICIT }),
  dose: sliceBytes(DOSE),
  'one bit': sliceBytes({
    BitsAllocated: ['US', [1]],
    BitsStored: ['US', [1]],
    HighBit: ['US', [0]],
    PixelRepresentation: ['US', [0]],
    PixelData: ['OB', Uint8Array.of(0b101101, 0)],
  }),
  float: sliceBytes({
    PixelData: null,
    BitsAllocated: ['US', [32]],
    FloatPixelData: ['OF', new Uint8Array(Float32Array.of(0.5, -1, 2, 1e30, 0, 3).buffer)],
  }),
  'encapsulated uncompressed': sliceBytes({ PixelData: ['OB', { fragments: [FRAME] }] }, { syntax: uid('.1.98') }),
  rle: sliceBytes({ PixelData: ['OB', { fragments: [RLE_FRAME] }] }, { syntax: uid('.5') }),
  'rle of two frames, extended offsets': sliceBytes(
    frames(
      {
        ExtendedOffsetTable: ['OV', [0, 64 + 8 + 10 + 8]],
        PixelData: [
          'OB',
          { fragments: [RLE_FRAME.subarray(0, 64), RLE_FRAME.subarray(64), RLE_FRAME].map((part) => part.slice()) },
        ],
      },
      2,
    ),
    { syntax: uid('.5') },
  ),
  'deflated frame': sliceBytes({ PixelData: ['OB', { fragments: [deflateSync(FRAME)] }] }, { syntax: uid('.8.1') }),
  deflated: deflatedBytes(),
};

function deflatedBytes(): Uint8Array<ArrayBuffer> {
  const head = dicomBytes([], { syntax: uid('.1.99') });
  const body = dicomBytes(sliceElements(), { syntax: null, preamble: false });
  return Uint8Array.from([...head, ...deflateSync(body)]);
}
