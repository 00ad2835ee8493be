// Seeds that are large in one way and whole: what grows with the square of a count shows itself in their mutants.
import { type Changes, type Element, IMPLICIT, sliceBytes } from '../support/dicom-bytes.ts';
import { ENHANCED, RLE_FRAME } from '../support/made-files.ts';

const letters = (text: string): Uint8Array => new TextEncoder().encode(text);
const small: Changes = {
  Rows: ['US', [1]],
  Columns: ['US', [1]],
  BitsAllocated: ['US', [8]],
  BitsStored: ['US', [8]],
  HighBit: ['US', [7]],
  PixelRepresentation: ['US', [0]],
};
const frames = (count: number): Changes => ({
  ...small,
  NumberOfFrames: ['IS', String(count)],
  PixelData: ['OW', new Uint8Array(count + (count % 2))],
});

/** A group for each frame, its position in it. */
const groups = (count: number): Element[][] =>
  Array.from({ length: count }, (_, z) => [
    ['PlanePositionSequence', 'SQ', [[['ImagePositionPatient', 'DS', `0\\0\\${z}`]]]],
  ]);

const mapping = (n: number): Element[] => [
  ['LUTLabel', 'SH', `map ${n}`],
  ['RealWorldValueIntercept', 'FD', [n]],
  ['RealWorldValueSlope', 'FD', [n + 1]],
];

function nested(depth: number): Element[] {
  let items: Element[] = [['Modality', 'CS', 'CT']];
  for (let n = 0; n < depth; n++) items = [['00081140', 'SQ', [items, []]]];
  return items;
}

export const LARGE: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'many frames': sliceBytes(frames(8000)),
  'many frames, each at its place': sliceBytes(
    {
      ...frames(4000),
      GridFrameOffsetVector: [
        'DS',
        letters(
          Array.from({ length: 4000 }, (_, n) => n)
            .join('\\')
            .padEnd(20_000),
        ),
      ],
    },
    { syntax: IMPLICIT },
  ),
  'many groups': sliceBytes({
    ...ENHANCED,
    ...frames(300),
    PerFrameFunctionalGroupsSequence: ['SQ', groups(300)],
  }),
  'many fragments': sliceBytes(
    {
      NumberOfFrames: ['IS', '500'],
      PixelData: ['OB', { fragments: new Array<Uint8Array>(500).fill(RLE_FRAME) }],
    },
    { syntax: '1.2.840.10008.1.2.5' },
  ),
  'long text': sliceBytes(
    {
      SeriesDescription: ['LO', letters(`${' '.repeat(120_000)}x`.padEnd(120_002))],
      ImageType: ['CS', letters(`ORIGINAL\\${' '.repeat(60_000)}\\AXIAL`)],
    },
    { syntax: IMPLICIT },
  ),
  'long text, explicit': sliceBytes({ SeriesDescription: ['LO', letters(`${' '.repeat(65_000)}xy`)] }),
  'many items': sliceBytes({
    ...frames(200),
    RealWorldValueMappingSequence: ['SQ', Array.from({ length: 200 }, (_, n) => mapping(n))],
  }),
  'nested items': sliceBytes({ '00081140': ['SQ', [nested(40), []]] }),
  'nested items, undefined lengths': sliceBytes({ '00081140': ['SQ', [nested(40), []]] }, { undefinedLength: true }),
  'a compressed icon': sliceBytes({
    '00880200': [
      'SQ',
      [
        [
          ['Rows', 'US', [8]],
          ['PixelData', 'OB', { fragments: [Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)] }],
        ],
      ],
    ],
  }),
};
