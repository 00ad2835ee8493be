// For every transfer syntax: files to read by the built package, and what is known of their pixels from elsewhere.
import { createHash } from 'node:crypto';
import { TRANSFER_SYNTAXES } from '../../src/dicom/transfer-syntax.ts';
import { CODED, RAMP } from '../support/coded-files.ts';
import { sliceBytes } from '../support/dicom-bytes.ts';
import { MADE } from '../support/made-files.ts';
import { shared, sharedJson } from '../support/shared.ts';

/** Without a loss there is one right result; with one, figures of an independent decode and how far from it a decoder may be. */
export type Truth =
  | { readonly sha256: string }
  | {
      readonly min: number;
      readonly max: number;
      readonly mean: number;
      readonly count: number;
      readonly tolerance: number;
    }
  | 'refused';

export interface Sample {
  readonly truth: Truth;
  /** Below the shared data; or bytes that were made here. */
  readonly source: string | Uint8Array<ArrayBuffer>;
}

export interface Syntax {
  readonly uid: string;
  readonly name: string;
  /** None where real files are asked for and are not here. */
  readonly samples: readonly Sample[];
  /** Whether its files are made here, because there is no real one. */
  readonly made: boolean;
}

const dicom = (end: string): string => `1.2.840.10008.1.2${end}`;

/** What the standard has and Reslice does not read. */
const REFUSED: readonly (readonly [end: string, name: string])[] = [
  ['.4.92', 'JPEG 2000 Part 2 Lossless'],
  ['.4.94', 'JPIP Referenced'],
  ['.4.100', 'MPEG2 Main Profile'],
  ['.4.102', 'MPEG-4 AVC/H.264 High Profile'],
  ['.4.107', 'HEVC/H.265 Main Profile'],
  ['.7.1', 'SMPTE ST 2110-20'],
];

const MADE_SAMPLES: Readonly<Record<string, Sample>> = {
  [dicom('.1.98')]: {
    truth: {
      sha256: createHash('sha256')
        .update(Int16Array.of(0, 1, 2, 3, 4, 5))
        .digest('hex'),
    },
    source: MADE['encapsulated uncompressed']!,
  },
  [dicom('.4.111')]: {
    truth: {
      min: Math.min(...RAMP),
      max: Math.max(...RAMP),
      mean: RAMP.reduce((sum, value) => sum + value) / RAMP.length,
      count: RAMP.length,
      tolerance: CODED['JPEG XL JPEG recompression'].tolerance,
    },
    source: CODED['JPEG XL JPEG recompression'].bytes,
  },
};

/** Of the 950 real files most are slices of a few series in the first two syntaxes: of those, every so manyth. */
const MOST = 40;

interface Entry {
  readonly path: string;
  readonly transferSyntaxUID?: string;
  readonly sha256?: string;
  readonly tolerance?: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  readonly expect?: string;
  readonly modalityLUTSequence?: unknown;
}

/** A volume holds what a Modality LUT gives, not what was stored: those files are read as sources, in test/data/files.test.ts. */
const isSample = ({ sha256, tolerance, expect, modalityLUTSequence }: Entry): boolean =>
  (sha256 !== undefined || tolerance !== undefined) && !expect && !modalityLUTSequence;

const entries = shared ? sharedJson<Entry[]>('reference', 'files.json').filter(isSample) : [];

function truthOf({ sha256, tolerance, min, max, mean, ...size }: Entry): Truth {
  if (sha256 !== undefined) return { sha256 };
  const count = size.rows * size.columns * size.frames * size.samplesPerPixel;
  return { min, max, mean, count, tolerance: tolerance! };
}

function realSamples(uid: string): readonly Sample[] {
  const all = entries.filter(({ transferSyntaxUID }) => transferSyntaxUID === uid);
  const step = Math.max(1, all.length / MOST);
  return Array.from({ length: Math.min(MOST, all.length) }, (_, n) => all[Math.floor(n * step)]!).map((entry) => ({
    truth: truthOf(entry),
    source: entry.path,
  }));
}

export const SYNTAXES: readonly Syntax[] = [
  ...TRANSFER_SYNTAXES.map(({ uid, name }) => {
    const made = MADE_SAMPLES[uid];
    return { uid, name, samples: made ? [made] : realSamples(uid), made: made !== undefined };
  }),
  ...REFUSED.map(([end, name]) => ({
    uid: dicom(end),
    name,
    samples: [
      {
        truth: 'refused' as const,
        source: sliceBytes({ PixelData: ['OB', { fragments: [Uint8Array.of(0, 0)] }] }, { syntax: dicom(end) }),
      },
    ],
    made: true,
  })),
];
