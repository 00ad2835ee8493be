// `reslice info`: what is there, for people and, with --json, for programs.
import type { ResliceError } from '../errors.ts';
import { isNote } from '../load/load-series.ts';
import type { Series, Stack, TimedVolume } from '../load/series.ts';
import { dot, type Vec3 } from '../math/vec3.ts';
import { extentAlong } from '../plane/stack-extent.ts';
import type { LossyHistory } from '../series/stack-facts.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import { windowText } from '../voi/window-text.ts';
import { sliceTable } from '../volume/slice-table.ts';
import type { Volume } from '../volume/volume.ts';
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

function stackRecord({ label, images, report, volume, volumes, reason }: Stack, index: number) {
  const [first] = images;
  const { rows, columns } = first!.pixels;
  const lossy = images.some((header) => header.lossy);
  const base = {
    index,
    label,
    columns,
    rows,
    lossy,
    images: images.length,
    transferSyntaxUID: first!.transferSyntaxUID,
  };
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
    volumes: volumes.map(({ time, label, milliseconds, volume, report }) => ({
      time,
      label,
      milliseconds,
      slices: volume.size[2],
      report,
    })),
  };
}

const problemRecord = (problem: ResliceError) => ({ code: problem.code, note: isNote(problem), ...problem.at });

const round = (value: number): string => String(Number(value.toFixed(4)));

const lutText = ({ firstMapped, entries, bits, explanation }: VoiLut): string =>
  `${entries.length} entries from ${firstMapped}, ${bits} bits${explanation ? ` (${explanation})` : ''}`;

function seriesText({ seriesInstanceUID, modality, description, stacks }: Series, index: number): string {
  const title = [modality, description].filter(Boolean).join(' ');
  return [`series ${index}  ${title}`, `  ${seriesInstanceUID}`, ...stacks.flatMap(stackLines), ''].join('\n');
}

function stackLines({ label, images, report, volume, volumes, reason }: Stack, index: number): readonly string[] {
  const { rows, columns } = images[0]!.pixels;
  const line = (name: string, value: string): string => `    ${name.padEnd(10)} ${value}`;
  const slices = volume?.size[2] ?? images.length;
  const head = [
    `  stack ${index}  ${slices} slices of ${columns} × ${rows}${volumes.length > 1 ? `, ${volumes.length} times` : ''}`,
    ...(label === `${slices} × ${columns} × ${rows}` ? [] : [line('label', label)]),
  ];
  if (!volume || !report) return [...head, line('no volume', reason?.message ?? '')];
  const { increment, sliceThickness, tiltDegrees, lossy } = report;
  return [
    ...head,
    ...(volumes.length > 1 ? volumes.map((timed) => line(`time ${timed.time}`, timeText(timed))) : []),
    line('pixels', `${[...volume.pixelSpacing].reverse().map(round).join(' × ')} mm (across × down)`),
    ...(increment
      ? [
          line(
            'increment',
            `${[increment.min, increment.median, increment.max].map(round).join(', ')} mm (least, median, most)`,
          ),
        ]
      : []),
    line('thickness', sliceThickness === null ? 'unknown' : `${round(sliceThickness)} mm`),
    line('reach', reachText(volume)),
    line('tilt', `${tiltDegrees.toFixed(2)}°`),
    line('values', `${volume.modalityRange.map(round).join(' to ')} ${volume.unit}`),
    line('windows', report.windows.map(windowText).join(', ') || (volume.voiLuts.length > 0 ? 'none' : 'none: auto')),
    ...volume.voiLuts.map((lut) => line('VOI LUT', lutText(lut))),
    line('lossy', lossy ? lossyText(lossy) : 'no'),
    ...report.words.map((sentence) => line('note', sentence)),
  ];
}

/** Where planes meet the stack, what `--position` and `--center` may be: the slices' edges, and half a gap beyond the end ones. */
function reachText(volume: Volume): string {
  const { reachBelow, reachAbove } = sliceTable(volume);
  const text = (axis: Vec3): string => {
    const [min, max] = extentAlong(volume, axis);
    const lean = dot(volume.orientation.normal, axis);
    const [below, above] = lean > 0 ? [reachBelow, reachAbove] : [reachAbove, reachBelow];
    return `${(min - Math.abs(lean) * below).toFixed(1)} to ${(max + Math.abs(lean) * above).toFixed(1)}`;
  };
  return `about x ${text([1, 0, 0])}, y ${text([0, 1, 0])}, z ${text([0, 0, 1])} mm (LPS)`;
}

function timeText({ label, milliseconds, volume }: TimedVolume): string {
  const ms = milliseconds === null || label.endsWith(' ms') ? '' : `${round(milliseconds)} ms`;
  const slices = volume.size[2];
  return [label, ms, `${slices} ${slices === 1 ? 'slice' : 'slices'}`].filter(Boolean).join(', ');
}

const lossyText = ({ methods, ratio }: LossyHistory): string =>
  ['yes', ...methods, ...(ratio === null ? [] : [`${round(ratio)}:1`])].join(', ');
