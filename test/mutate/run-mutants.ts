// Breaks the shaders in every way that mutants.ts knows, one at a time, and asks every check that sees the line.
//
// A mutant is *killed* where a check fails. It is *invalid*, and counted apart, only where no specialisation that has the line compiles:
// then the compiler alone refuses it. Where some compile and others do not (an int for a float, in volumes of floats alone), those that
// do are asked, and what does not compile is a check that failed: somebody would have noticed. It *survived* where all checks pass.
import { vi } from 'vitest';
import { isResliceError } from '../../src/errors.ts';
import { createGpuDevice, type GpuDevice } from '../../src/sampler/gpu/device.ts';
import { type ShaderFile, shaderFile } from '../../src/sampler/gpu/shader-source.ts';
import { defineGreyTwins } from '../support/grey-twins.ts';
import { type Define, defineStackTwins } from '../support/stack-twins.ts';
import { checkTwin, twins } from '../support/twins.ts';
import { watchCompiled } from './compiled.ts';
import type { Mutant } from './mutants.ts';
import { type Check, planeChecks } from './plane-checks.ts';
import { markFiles, reachedLines } from './reached.ts';

export type Verdict = 'killed' | 'survived' | 'invalid';

/** More slices than any bin of the tests holds: a search that takes longer has begun in the wrong bin. */
const MOST_IN_BIN = 16;
/** More turns than any other loop takes. */
const MOST_TURNS = 999;

/**
 * The same, but no loop keeps the GPU for ever where its condition is broken: its function gives up, with nonsense. (`discard` does not
 * end a loop everywhere.) All loops are in functions that return a vec2; another would not compile, unbroken.
 */
const guarded =
  (file: ShaderFile): ShaderFile =>
  (part) =>
    file(part)
      ?.split('\n')
      .map((line, n) =>
        line.replace(/^\s*(for|while) \(.*\) \{$/, (loop, kind) => {
          const most = kind === 'while' ? MOST_IN_BIN : MOST_TURNS;
          return `int turns${n} = 0; ${loop} if (turns${n}++ == ${most}) return vec2(1e30);`;
        }),
      )
      .join('\n');

const withMutant =
  (mutant: Mutant): ShaderFile =>
  (part) =>
    part === mutant.file ? mutant.text : shaderFile(part);

/** Every check there is: the tables of the pure functions, of those that read the stack, and the planes. */
export function allChecks(device: GpuDevice): readonly Check[] {
  return [
    ...Object.entries(twins).map(([name, twin]): Check => ({ name, run: (at) => checkTwin(at, twin) })),
    ...defined(device, defineStackTwins),
    ...defined(device, (at, test) => {
      defineGreyTwins(at, test);
      return () => {};
    }),
    ...planeChecks(device),
  ];
}

/** Defines tables as tests on a device, and returns what gives back that they share. */
type DefineTwins = (device: GpuDevice, test: Define) => () => void;

function defined(device: GpuDevice, define: DefineTwins): readonly Check[] {
  const names: string[] = [];
  define(device, (name) => names.push(name))();
  return names.map((wanted): Check => ({ name: wanted, run: (at) => runOne(at, define, wanted) }));
}

function runOne(device: GpuDevice, define: DefineTwins, wanted: string): void {
  const checks: (() => void)[] = [];
  const dispose = define(device, (name, check) => {
    if (name === wanted) checks.push(check);
  });
  try {
    for (const check of checks) check();
  } finally {
    dispose();
  }
}

export class MutantRunner {
  readonly #gl: WebGL2RenderingContext;
  readonly #checks: readonly Check[];
  readonly #reaches = new Map<Check, ReadonlySet<string>>();
  /** How often a check has killed, by function: those that have come first. */
  readonly #kills = new Map<string, number>();

  /** @throws what a check throws on the shaders as they are */
  constructor(device: GpuDevice) {
    this.#gl = device.gl;
    this.#checks = allChecks(device);
    for (const check of this.#checks) this.#reaches.set(check, this.#lookAt(check));
  }

  get checks(): readonly Check[] {
    return this.#checks;
  }

  #lookAt(check: Check): ReadonlySet<string> {
    const lines = new Set<string>();
    const { shaderSource } = this.#gl;
    const spy = vi.spyOn(this.#gl, 'shaderSource').mockImplementation((shader, source) => {
      for (const line of reachedLines(source)) lines.add(line);
      shaderSource.call(this.#gl, shader, source);
    });
    this.#run(check, markFiles(guarded(shaderFile)));
    spy.mockRestore();
    return lines;
  }

  #run(check: Check, file: ShaderFile): void {
    const device = createGpuDevice(this.#gl, { shaderFile: file });
    try {
      check.run(device);
    } finally {
      device.dispose();
    }
  }

  judge(mutant: Mutant): { readonly verdict: Verdict; readonly by: string | null; readonly asked: number } {
    const line = `${mutant.file}:${mutant.line}`;
    const key = (check: Check): string => `${mutant.function} ${check.name}`;
    const kills = (check: Check): number => this.#kills.get(key(check)) ?? (check.name === mutant.function ? 0.5 : 0);
    const asked = this.#checks
      .filter((check) => this.#reaches.get(check)!.has(line))
      .toSorted((a, b) => kills(b) - kills(a));
    const compiled = watchCompiled(this.#gl);
    const device = createGpuDevice(this.#gl, { shaderFile: markFiles(guarded(withMutant(mutant))) });
    let refused: Check | null = null;
    try {
      for (const check of asked) {
        try {
          check.run(device);
        } catch (error) {
          // That is the machine's doing, or the end of it.
          if (this.#gl.isContextLost()) throw error;
          if (isResliceError(error, 'gpu/compile')) {
            refused ??= check;
            continue;
          }
          this.#kills.set(key(check), kills(check) + 1);
          return { verdict: 'killed', by: check.name, asked: asked.length };
        }
      }
    } finally {
      compiled.stop();
      device.dispose();
    }
    if (!refused) return { verdict: 'survived', by: null, asked: asked.length };
    const somewhere = [...compiled.sources].some((source) => reachedLines(source).includes(line));
    if (!somewhere) return { verdict: 'invalid', by: null, asked: asked.length };
    return { verdict: 'killed', by: refused.name, asked: asked.length };
  }
}
