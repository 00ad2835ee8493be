// A real scan as `npm start -- PATH` opens it, what is known of it, and hands for its page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, vi } from 'vitest';
import { listLocal } from '../../scripts/serve-local.mjs';
import { type InputFile, loadSeries, type Stack } from '../../src/entry/dicom.ts';
import { shared, sharedJson } from '../support/shared.ts';
import {
  type Demo,
  drawnByGpu,
  expectReference,
  type PlaneKey,
  type Shown,
  settled,
  shown,
  startDemo,
  type TestWindow,
} from './open-demo.ts';

/** As `../shared/reference/series.json` has it; read by other software. */
export interface ScanFacts {
  readonly case: string;
  readonly modality: string;
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
  readonly medianStep: number;
  readonly minStep: number;
  readonly maxStep: number;
  readonly uniform: boolean;
  readonly tilted: boolean;
  readonly shearDegrees: number;
  readonly rescalePerSlice?: unknown;
}

export interface Scan {
  readonly demo: Demo;
  readonly stack: Stack;
  readonly inputs: readonly InputFile[];
  close(): Promise<void>;
}

/** One for each volume. */
export const factsOf = (name: string): readonly ScanFacts[] =>
  sharedJson<ScanFacts[]>('reference', 'series.json').filter((entry) => entry.case === name);

export async function openScan(name: string): Promise<Scan> {
  const files = listLocal([join(shared!, 'data', name)]);
  const inputs = files.map(({ name: file, path }) => ({ name: file, bytes: new Uint8Array(readFileSync(path)) }));
  const [series] = await loadSeries(inputs);
  const server = await startDemo({ files });
  // Half the pixels each way: every step's pictures are drawn by the CPU, too.
  const demo = await server.open([1280, 720], '', 0.5);
  await drawnByGpu(demo.page);
  return { demo, stack: series!.stacks[0]!, inputs, close: () => server.close() };
}

export const FOUR = ['axial', 'sagittal', 'coronal', 'oblique'] as const;

/** The panes that can be seen are these, and each shows what the reference draws of its state. */
export async function expectPanes(page: Page, { volumes }: Stack, keys: readonly PlaneKey[] = FOUR): Promise<void> {
  const check = async (key: PlaneKey): Promise<void> => {
    const picture = await shown(page, key);
    expect(picture.drawnBy).toBe('gpu');
    expectReference(picture, volumes[picture.state.time]!.volume);
  };
  // Under load a frame may come late; that a picture never comes is what is looked for.
  for (const key of keys) await vi.waitFor(() => check(key), { timeout: 10_000, interval: 100 });
}

export const pointOf = (page: Page): Promise<readonly [number, number, number]> =>
  page.evaluate(async () => (await (window as unknown as TestWindow).resliceTest.app())!.desk.pictures.point!);

/** From one of several, as people do. */
export async function choose(page: Page, group: string, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true }).click();
  await settled(page);
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await settled(page);
}

/** Something in a pane's picture changes by an act. @returns what it is then */
export async function changes<T>(
  page: Page,
  key: PlaneKey,
  of: (picture: Shown) => T,
  act: () => Promise<unknown>,
): Promise<T> {
  const before = of(await shown(page, key));
  await act();
  await settled(page);
  await expect.poll(async () => of(await shown(page, key)), { timeout: 10_000 }).not.toEqual(before);
  return of(await shown(page, key));
}
