// A perfusion series: the same slices again and again, a blob that brightens from time to time.
import { sliceBytes } from './dicom-bytes.ts';

const [ROWS, COLUMNS] = [48, 40] as const;
/** mm. */
const [PIXEL, STEP] = [4, 12] as const;

/** Stored values: 100 within an ellipse, and a blob of 200 times the time in it. */
function pixels(slice: number, slices: number, time: number): number[] {
  const off = (2 * slice - (slices - 1)) / slices;
  return Array.from({ length: ROWS * COLUMNS }, (_, p) => {
    const [x, y] = [(p % COLUMNS) - (COLUMNS - 1) / 2, Math.floor(p / COLUMNS) - (ROWS - 1) / 2];
    const head = (x / 18) ** 2 + (y / 22) ** 2 + off ** 2 < 1;
    const blob = (x - 6) ** 2 + (y + 5) ** 2 < 25;
    return head ? (blob ? 100 + 200 * time : 100) : 0;
  });
}

export interface TimedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An MR series of `times` times of `slices` slices, 48 rows of 40 columns of 4 mm, 12 mm apart. */
export function timedFiles(times: number, slices: number): readonly TimedFile[] {
  return Array.from({ length: times * slices }, (_, n) => {
    const [time, slice] = [Math.floor(n / slices), n % slices];
    const position = [(-PIXEL * (COLUMNS - 1)) / 2, (-PIXEL * (ROWS - 1)) / 2, slice * STEP];
    return {
      name: `${String(n + 1).padStart(3, '0')}.dcm`,
      bytes: sliceBytes({
        Modality: ['CS', 'MR'],
        SOPClassUID: ['UI', '1.2.840.10008.5.1.4.1.1.4'],
        SOPInstanceUID: ['UI', `1.2.3.4.${n + 1}`],
        SeriesInstanceUID: ['UI', '1.2.3.4'],
        SeriesDescription: ['LO', 'Perfusion'],
        InstanceNumber: ['IS', String(n + 1)],
        SliceThickness: ['DS', String(STEP)],
        ImagePositionPatient: ['DS', position.join('\\')],
        TemporalPositionIdentifier: ['IS', String(time + 1)],
        Rows: ['US', [ROWS]],
        Columns: ['US', [COLUMNS]],
        PixelSpacing: ['DS', `${PIXEL}\\${PIXEL}`],
        WindowCenter: ['DS', '350'],
        WindowWidth: ['DS', '700'],
        PixelData: ['OW', pixels(slice, slices, time)],
      }),
    };
  });
}
