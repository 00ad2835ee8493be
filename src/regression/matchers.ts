// Matchers for `expect.extend` of Vitest, Jest and Playwright; none of them is imported. They answer at once, so that a test cannot
// forget to wait for them.
import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ResliceError } from '../errors.ts';
import type { Volume } from '../volume/volume.ts';
import { type ActualPlane, type ReadPlane, readActual } from './actual-plane.ts';
import { drawDescription } from './draw-description.ts';
import { descriptionNotes, failureText } from './failure-text.ts';
import { type GoldenFiles, goldenFiles, readGolden, readGoldenPicture, writeGolden } from './golden.ts';
import { checkOptions, type Judgement, judge, type MatchOptions } from './judge.ts';
import { reportMatch } from './report/report-match.ts';
import { volumeHash } from './volume-identity.ts';

/** What runners give a matcher; each has less or more of it. */
export interface MatcherContext {
  readonly isNot?: boolean;
  readonly testPath?: string | undefined;
  readonly currentTestName?: string | undefined;
  /** The runner's own goldens: 'all' where it was started with -u, 'none' where it may write none. */
  readonly snapshotState?: unknown;
}

export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** To be given to `expect.extend`. */
export const planeMatchers = { toMatchPlane, toMatchReference };

/** For the runner's own types: `interface Matchers<T> extends PlaneMatchers<T> {}`. */
export interface PlaneMatchers<R = unknown> {
  /**
   * The picture is the golden, within what is allowed.
   * @param golden  its path, from the test file's folder; or its URL
   */
  toMatchPlane(golden: string | URL, options?: MatchOptions): R;
  /** The picture is what the CPU reference draws of the same plane and state. */
  toMatchReference(volume?: Volume, options?: MatchOptions): R;
}

function toMatchPlane(
  this: MatcherContext,
  received: ActualPlane,
  golden: string | URL,
  options: MatchOptions = {},
): MatcherResult {
  checkOptions(options);
  const actual = readActual(received);
  const path = pathOf(golden, this.testPath);
  const files = goldenFiles(path, existsSync(path) ? undefined : (actual.description ?? undefined));
  const updating = isUpdating(this);
  const missing = !existsSync(files.picture);
  if (missing && !updating && (this.isNot || mayNotWrite(this)))
    throw new ResliceError('golden/missing', {
      file: shown(files.picture),
      detail: this.isNot
        ? 'nothing can differ where no golden is'
        : 'in CI none is written: run the test at home, look at it, commit it',
    });
  if ((updating || missing) && !this.isNot) draw(path, actual, files);
  const beside = readGolden(files);
  // F.npy has nothing to do with what F.json says of F.png.
  const kept = beside?.file === basename(files.picture) ? beside : null;
  const { volume, drawnBy } = actual;
  const description = kept?.description ?? actual.description;
  const judgement = judge(readGoldenPicture(files), actual.picture, { volume, description, drawnBy }, options);
  const hash = volume && actual.description ? volumeHash(volume) : null;
  const notes = descriptionNotes(kept, actual.description, hash);
  return answer(this, judgement, actual, options, { against: shown(files.picture), notes, description });
}

function toMatchReference(
  this: MatcherContext,
  received: ActualPlane,
  given?: Volume,
  options: MatchOptions = {},
): MatcherResult {
  checkOptions(options);
  const actual = readActual(received, given ?? null);
  const { volume, description, drawnBy } = actual;
  if (!volume || !description)
    throw new ResliceError('use/bad-argument', {
      detail: 'the reference needs a volume, and the plane that was drawn',
    });
  const judgement = judge(
    drawDescription(volume, description),
    actual.picture,
    { volume, description, drawnBy },
    options,
  );
  return answer(this, judgement, actual, options, { against: 'the CPU reference', notes: [], description });
}

/** By the reference, from the actual picture's own description; its pixels are not looked at. */
function draw(path: string, { volume, description, source }: ReadPlane, files: GoldenFiles): void {
  if (!volume || !description)
    throw new ResliceError('golden/not-drawn', {
      file: shown(files.picture),
      detail: 'goldens are drawn by the CPU reference alone: give the volume and the plane beside the pixels',
    });
  // Where a volume comes from is not forgotten because one test does not say so.
  const before = source ? null : readGolden(files);
  const known = before?.volume.sha256 === volumeHash(volume) ? before.source : null;
  writeGolden(path, volume, description, source ?? known);
}

interface Answered {
  readonly against: string;
  readonly notes: readonly string[];
  readonly description: ReadPlane['description'];
}

function answer(
  context: MatcherContext,
  judgement: Judgement,
  actual: ReadPlane,
  options: MatchOptions,
  { against, notes: told, description }: Answered,
): MatcherResult {
  const notes = [...actual.notes, ...told];
  const reported = reportMatch({
    title: options.name ?? context.currentTestName ?? against,
    against,
    judgement,
    notes,
    description,
    drawnBy: actual.drawnBy,
    options,
  });
  const hint = reported ? `Pictures: ${reported}` : 'RESLICE_REPORT=report.html keeps the pictures.';
  return {
    pass: judgement.pass,
    message: () =>
      judgement.pass
        ? `the picture is ${against}, and was not to be`
        : failureText(`the picture is not ${against}`, judgement, notes, hint),
  };
}

function pathOf(golden: string | URL, testPath: string | undefined): string {
  if (golden instanceof URL) return fileURLToPath(golden);
  if (typeof golden !== 'string' || golden === '')
    throw new ResliceError('use/bad-argument', { detail: 'a golden is a path or a URL' });
  return resolve(testPath ? dirname(testPath) : '', golden);
}

/** As whoever runs the tests would write it. */
const shown = (path: string): string => relative('', path);

const stateOf = ({ snapshotState }: MatcherContext): unknown =>
  (snapshotState as { readonly _updateSnapshot?: unknown } | undefined)?._updateSnapshot;

const isUpdating = (context: MatcherContext): boolean =>
  process.env.RESLICE_UPDATE === '1' || stateOf(context) === 'all';

/** Where nobody looks at what is written, and nobody commits it. */
const mayNotWrite = (context: MatcherContext): boolean =>
  stateOf(context) === 'none' || !['', '0', 'false', undefined].includes(process.env.CI);
