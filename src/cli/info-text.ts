// What `reslice info` tells people: what a stack is and how its slices lie first, then its values, then what is odd.
import type { Series, Stack, TimedVolume } from '../load/series.ts';
import { dot, type Vec3 } from '../math/vec3.ts';
import { volumeStatistics } from '../measure/volume-statistics.ts';
import { extentAlong } from '../plane/stack-extent.ts';
import type { LossyHistory } from '../series/stack-facts.ts';
import type { StackReport } from '../series/stack-report.ts';
import type { VoiLut } from '../voi/voi-lut.ts';
import { windowText } from '../voi/window-text.ts';
import { sliceTable } from '../volume/slice-table.ts';
import type { Volume } from '../volume/volume.ts';
import { histogramLines } from './histogram-text.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';

const round = (value: number): string => String(Number(value.toFixed(4)));

const lutText = ({ firstMapped, entries, bits, explanation }: VoiLut): string =>
  `${entries.length} entries from ${firstMapped}, ${bits} bits${explanation ? ` (${explanation})` : ''}`;

export function seriesText(
  { seriesInstanceUID, modality, description, stacks }: Series,
  index: number,
  paint: Paint,
): string {
  const title = printable([modality, description].filter(Boolean).join(' '));
  const lines = stacks.flatMap((stack, n) => stackLines(stack, n, paint));
  return [
    paint('bold', `series ${index}  ${title}`),
    `  ${paint('dim', printable(seriesInstanceUID))}`,
    ...lines,
    '',
  ].join('\n');
}

function stackLines(stack: Stack, index: number, paint: Paint): readonly string[] {
  const { label, images, report, volume, volumes, reason } = stack;
  const { rows, columns } = images[0]!.pixels;
  // What a file says may be anything; the bars of the histogram are ours.
  const drawn = (name: string, value: string): string => `    ${paint('dim', name.padEnd(10))} ${value}`;
  const line = (name: string, value: string): string => drawn(name, printable(value));
  const slices = volume?.size[2] ?? images.length;
  const times = volumes.length > 1 ? `, ${volumes.length} times` : '';
  const head = [
    paint('bold', `  stack ${index}  ${slices} slices of ${columns} × ${rows}${times}`),
    ...(label === `${slices} × ${columns} × ${rows}` ? [] : [line('label', label)]),
  ];
  if (!volume || !report) return [...head, drawn('no volume', paint('yellow', printable(reason?.message ?? '')))];
  const statistics = volumeStatistics(volume, 12);
  return [
    ...head,
    ...(volumes.length > 1 ? volumes.map((timed) => line(`time ${timed.time}`, timeText(timed))) : []),
    line('order', orderText(stack, volume, report)),
    line('pixels', `${[...volume.pixelSpacing].reverse().map(round).join(' × ')} mm (across × down)`),
    line('spacing', spacingText(report)),
    line('thickness', thicknessText(report)),
    line('reach', reachText(volume)),
    line('tilt', `${report.tiltDegrees.toFixed(2)}°`),
    line('values', `${volume.modalityRange.map(round).join(' to ')} ${volume.unit}`),
    ...(statistics
      ? [
          line(
            'mean',
            `${statistics.mean.toFixed(1)}, SD ${statistics.sd.toFixed(1)} ${volume.unit}${missingText(statistics.missing, volume)}`,
          ),
          ...histogramLines(statistics, paint).map((text, n) => drawn(n === 0 ? 'histogram' : '', text)),
        ]
      : []),
    line('windows', report.windows.map(windowText).join(', ') || (volume.voiLuts.length > 0 ? 'none' : 'none: auto')),
    ...volume.voiLuts.map((lut) => line('VOI LUT', lutText(lut))),
    line('lossy', report.lossy ? lossyText(report.lossy) : 'no'),
    ...report.words.map((sentence) => line('note', sentence)),
  ];
}

/** By place, and what whoever sorts by number would get. */
function orderText({ images }: Stack, volume: Volume, { instanceNumbersDisagree }: StackReport): string {
  const [count, files] = [volume.size[2], images.slice(0, volume.size[2])];
  if (count === 1) return `one slice, ${files[0]!.file}`;
  const [first, last] = [files[0]!, files[count - 1]!];
  const [from, to] = [first.instanceNumber, last.instanceNumber];
  const numbers =
    first.file === last.file
      ? 'frames of one file'
      : instanceNumbersDisagree
        ? 'instance numbers are in another order'
        : from === null || to === null
          ? 'instance numbers are not told'
          : `instance numbers ${from < to ? 'rise' : 'fall'} with it`;
  return `by place along (${volume.orientation.normal.map((part) => Number(part.toFixed(3)) + 0).join(', ')}), from ${first.file} to ${last.file}; ${numbers}`;
}

function spacingText({ increment, uneven }: StackReport): string {
  if (!increment) return 'one slice';
  const { min, median, max } = increment;
  return uneven
    ? `uneven: ${[min, median, max].map(round).join(', ')} mm (least, median, most) between slices`
    : `${round(median)} mm between slices`;
}

/** Against the spacing: what was imaged twice, or not at all. */
function thicknessText({ sliceThickness, overlap, increment }: StackReport): string {
  if (sliceThickness === null) return 'unknown';
  const thick = `${round(sliceThickness)} mm`;
  if (overlap === null || !increment) return thick;
  const mm = `${Number(Math.abs(overlap).toFixed(2))} mm`;
  if (Number(overlap.toFixed(2)) === 0) return `${thick}: neither gap nor overlap`;
  return overlap > 0 ? `${thick}: slices overlap by ${mm}` : `${thick}: a gap of ${mm} between slices`;
}

const missingText = (missing: number, { storedValues }: Volume): string =>
  missing === 0 ? '' : ` without the ${((missing / storedValues.length) * 100).toFixed(1)} % that is padding`;

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
