// All cases on one device, in turns of the event loop, and what a run hands out: one record, plain data.
import { turn } from '../src/load/turn.ts';
import type { GpuDevice } from '../src/sampler/gpu/device.ts';
import type { ConformanceCase } from './cases.ts';
import { type DeviceFacts, deviceFacts } from './device-facts.ts';
import { canJudge, checkReadback, type Readback } from './readback.ts';
import { type Summary, summarise } from './report.ts';
import { type CaseResult, caseTurns, type RunOptions } from './run-case.ts';

export type Verdict = 'passed' | 'failed' | 'none';

export interface Report {
  readonly suite: 'reslice conformance';
  /** ISO 8601. */
  readonly date: string;
  /** All planes and pictures of each case, or some. */
  readonly extent: 'whole' | 'thin';
  /** Names that the shaders were broken with; none in earnest. */
  readonly defines: readonly string[];
  readonly device: DeviceFacts;
  readonly readback: readonly Readback[];
  /** 'none' where the run was stopped, or what is read back cannot be believed. */
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly summary: Summary;
  readonly cases: readonly CaseResult[];
}

export interface SuiteOptions extends RunOptions {
  readonly onCase?: (result: CaseResult, index: number) => void;
  readonly onReadback?: (readback: readonly Readback[]) => void;
  readonly signal?: AbortSignal;
}

/** Longest stretch without giving the page a turn, ms. */
const STRETCH = 24;

export async function runSuite(
  device: GpuDevice,
  cases: readonly ConformanceCase[],
  { onCase, onReadback, signal, ...options }: SuiteOptions = {},
): Promise<Report> {
  const start = performance.now();
  const readback = checkReadback(device.gl);
  onReadback?.(readback);
  const results: CaseResult[] = [];
  let last = performance.now();
  for (const [index, entry] of cases.entries()) {
    const turns = caseTurns(device, entry, options);
    let step = turns.next();
    while (!step.done) {
      if (performance.now() - last > STRETCH) {
        await turn();
        last = performance.now();
      }
      if (signal?.aborted) break;
      step = turns.next();
    }
    if (!step.done) {
      // Gives the case's texture back.
      turns.return(undefined as never);
      break;
    }
    results.push(step.value);
    onCase?.(step.value, index);
  }
  const summary = summarise(results);
  const believed = canJudge(readback) && results.length === cases.length && results.length > 0;
  return {
    suite: 'reslice conformance',
    date: new Date().toISOString(),
    extent: options.thin ? 'thin' : 'whole',
    defines: options.defines ?? [],
    device: deviceFacts(device.gl),
    readback,
    verdict: !believed ? 'none' : summary.failed > 0 ? 'failed' : 'passed',
    seconds: (performance.now() - start) / 1000,
    summary,
    cases: results,
  };
}
