// `reslice info`: what is there, for people and, with --json, for programs.
import type { ResliceError } from '../errors.ts';
import { isNote } from '../load/load-series.ts';
import type { Series, Stack } from '../load/series.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import type { VoiWindow } from '../voi/voi-window.ts';
import type { CliIo } from './io.ts';
import { readPaths } from './read-paths.ts';

export async function info(paths: readonly string[], { json }: { readonly json?: boolean }, io: CliIo): Promise<void> {
  const { series, problems } = await readPaths(paths, io);
  if (json)
    io.out(`${JSON.stringify({ series: series.map(seriesRecord), problems: problems.map(problemRecord) }, null, 2)}\n`);
  else io.out(series.map(seriesText).join('\n'));
}

/** Numbers in mm and in modality values; indices are those that `render` takes. */
function seriesRecord({ seriesInstanceUID, modality, description, number, stacks }: Series, index: number) {
  return { index, seriesInstanceUID, modality, description, number, stacks: stacks.map(stackRecord) };
}

function stackRecord({ images, report, volume, volumes, reason }: Stack, index: number) {
  const [first] = images;
  const { rows, columns } = first!.pixels;
  const base = { index, columns, rows, images: images.length, transferSyntaxUID: first!.transferSyntaxUID };
  if (!volume) return { ...base, volume: null, reason: reason?.message ?? null };
  const { size, pixelSpacing, orientation, modalityRange, storedRange, unit, inverse, windows, voiLuts, slices } =
    volume;
  return {
    ...base,
    times: volumes.length,
    volume: {
      size,
      pixelSpacing,
      orientation,
      unit,
      modalityRange,
      storedRange,
      inverse,
      windows,
      voiLuts: voiLuts.map(({ entries, ...lut }) => ({ ...lut, entries: entries.length })),
      positions: slices.map((slice) => slice.position),
      rescale: slices.map((slice) => [slice.rescaleSlope, slice.rescaleIntercept]),
    },
    report,
  };
}

const problemRecord = (problem: ResliceError) => ({ code: problem.code, note: isNote(problem), ...problem.at });

const round = (value: number): string => String(Number(value.toFixed(4)));
const windowText = ({ center, width, function: name, explanation }: VoiWindow): string =>
  `${round(center)}/${round(width)}${name === 'LINEAR' ? '' : `/${name}`}${explanation ? ` (${explanation})` : ''}`;

const lutText = ({ firstMapped, entries, bits, explanation }: VoiLut): string =>
  `${entries.length} entries from ${firstMapped}, ${bits} bits${explanation ? ` (${explanation})` : ''}`;

function seriesText({ seriesInstanceUID, modality, description, stacks }: Series, index: number): string {
  const title = [modality, description].filter(Boolean).join(' ');
  return [`series ${index}  ${title}`, `  ${seriesInstanceUID}`, ...stacks.flatMap(stackLines), ''].join('\n');
}

function stackLines({ images, report, volume, volumes, reason }: Stack, index: number): readonly string[] {
  const { rows, columns } = images[0]!.pixels;
  const line = (name: string, value: string): string => `    ${name.padEnd(10)} ${value}`;
  const head = `  stack ${index}  ${columns} × ${rows} × ${images.length / Math.max(1, volumes.length)}${volumes.length > 1 ? `, ${volumes.length} times` : ''}`;
  if (!volume || !report) return [head, line('no volume', reason?.message ?? '')];
  const { increment, sliceThickness, tiltDegrees } = report;
  return [
    head,
    line('spacing', `${volume.pixelSpacing.map(round).join(' × ')} mm (between rows × between columns)`),
    ...(increment
      ? [
          line(
            'increment',
            `${[increment.min, increment.median, increment.max].map(round).join(', ')} mm (least, median, most)`,
          ),
        ]
      : []),
    line('thickness', sliceThickness === null ? 'unknown' : `${round(sliceThickness)} mm`),
    line('tilt', `${tiltDegrees.toFixed(2)}°`),
    line('values', `${volume.modalityRange.map(round).join(' to ')} ${volume.unit}`),
    line('windows', volume.windows.map(windowText).join(', ') || (volume.voiLuts.length > 0 ? 'none' : 'none: auto')),
    ...volume.voiLuts.map((lut) => line('VOI LUT', lutText(lut))),
    ...report.words.map((sentence) => line('note', sentence)),
  ];
}
