// docs/visual-regression.md, done as it says, in projects of their own that have the packed package: Vitest and Playwright with what the
// clone has installed; Jest, installed by npm, in `npm run test:examples`.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';
import { type Packed, pack } from '../support/packed.ts';
import { ROOT, textOf } from '../support/source-files.ts';
import { type Site, serveFolder } from './example-site.ts';

const all = process.env.RESLICE_EXAMPLES === 'all';
const DOC = textOf('docs/visual-regression.md');
const folder = mkdtempSync(join(tmpdir(), 'reslice-regression-'));
let packed: Packed;

/** Files of the document, by their path in a project. */
const filesOf = (project: string): ReadonlyMap<string, string> =>
  new Map(
    [...DOC.matchAll(/<!-- file: (\w+) (\S+) -->\s*```\w+\n([\s\S]*?)```/g)]
      .filter((match) => match[1] === project)
      .map((match) => [match[2]!, match[3]!]),
  );

beforeAll(() => {
  packed = pack('regression-projects');
  execFileSync(process.execPath, [join(ROOT, 'examples', 'write-head.mjs'), join(folder, 'scans')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the text around the snippets says is there. */
const VALUES_OF = `
import { createCpuSampler, namedPlane } from 'reslice/cpu';
const off = Number(process.env.HU_OFF ?? 0);
function valuesOf({ volume, plane, position, interpolation }) {
  const values = createCpuSampler(volume).values(namedPlane(volume, plane, position), { interpolation });
  return values.map((value) => value + off);
}`;

function project(name: string, files: ReadonlyMap<string, string>, needs: readonly string[]): string {
  const place = join(folder, name);
  mkdirSync(join(place, 'node_modules'), { recursive: true });
  cpSync(join(folder, 'scans'), join(place, 'scans'), { recursive: true });
  cpSync(packed.folder, join(place, 'node_modules', 'reslice'), { recursive: true });
  for (const need of needs)
    symlinkSync(join(ROOT, 'node_modules', need), join(place, 'node_modules', need), 'junction');
  writeFileSync(join(place, 'package.json'), '{ "type": "module", "private": true }');
  for (const [file, text] of files) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text.includes('valuesOf(') ? `${text}${VALUES_OF}` : text);
  }
  return place;
}

interface Run {
  readonly status: number | null;
  readonly said: string;
}

/** Without what this run of ours is told: the projects are others'. A browser out of npm finds its libraries by what stays. */
function envOf(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(CI|VITEST.*|RESLICE_(UPDATE|REPORT)|NODE_ENV|TEST|JEST.*)$/.test(name),
  );
  return { ...Object.fromEntries(own), NO_COLOR: '1', ...env };
}

function runIn(place: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: place,
    encoding: 'utf8',
    env: envOf(env),
  });
  return { status, said: stdout + stderr };
}

/** The matchers, as a runner's `expect` has them. */
const useIn = (runner: string): string => `import './matchers.js';
  import { expect } from '${runner}';
  expect({ levels: new Uint8Array(1), width: 1, height: 1 }).toMatchPlane('a.png', { maxLevel: 1 });
  expect(new Uint8Array(1)).not.toMatchReference(undefined, { maxShare: 0.1 });
  // @ts-expect-error there is no such option
  expect(new Uint8Array(1)).toMatchPlane('a.png', { maxLevels: 1 });`;

/** What the compiler says of a program in a project's test/. */
function typeFaults(place: string, program: string): Run {
  writeFileSync(join(place, 'test', 'use.ts'), program);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    skipLibCheck: true,
  };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['test/*.ts'] }));
  return runIn(place, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')]);
}

const goldensIn = (place: string): string[] => readdirSync(join(place, 'test', 'goldens')).sort();

/** Every golden of a place, to be told from a changed one. */
const bytesIn = (place: string): string[] =>
  goldensIn(place).map((name) => readFileSync(join(place, 'test', 'goldens', name)).toString('base64'));

/** `npx reslice` and these words, a `*` spelt out as a shell does it. */
function typed(place: string, words: string): Run {
  const commander = join(place, 'node_modules', 'commander');
  if (!existsSync(commander)) symlinkSync(join(ROOT, 'node_modules', 'commander'), commander, 'junction');
  const spelt = words.split(' ').flatMap((word) => {
    const [, at, ending] = /^(.*)\*(.*)$/.exec(word) ?? [];
    if (at === undefined) return [word];
    return readdirSync(join(place, at)).flatMap((name) => (name.endsWith(ending!) ? [join(at, name)] : []));
  });
  return runIn(place, [join('node_modules', 'reslice', 'dist', 'cli.js'), ...spelt]);
}

/** The same story in either runner. */
function story(place: string, run: readonly string[], update: readonly string[]): void {
  const first = runIn(place, run, { CI: 'true' });
  expect([first.status, first.said]).toEqual([1, expect.stringContaining('golden/missing')]);
  expect(existsSync(join(place, 'test', 'goldens'))).toBe(false);

  const drawn = runIn(place, run);
  expect([drawn.status, drawn.said]).toEqual([0, expect.stringMatching(/2 passed/)]);
  expect(goldensIn(place)).toEqual(['axial.json', 'axial.npy', 'sagittal.json', 'sagittal.png']);
  const goldens = bytesIn(place);
  expect(runIn(place, run, { CI: 'true' }).status).toBe(0);

  const report = join(place, 'report.html');
  const failed = runIn(place, run, { CI: 'true', HU_OFF: '1', RESLICE_REPORT: 'report.html' });
  expect([failed.status, failed.said]).toEqual([1, expect.stringMatching(/largest 1 .*\n?/)]);
  expect(failed.said).toContain('axial.npy');
  expect(failed.said).toContain(`Pictures: ${report}`);
  expect(readFileSync(report, 'utf8').match(/<article class="match" data-result="fail"/g)).toHaveLength(1);
  expect(readFileSync(report, 'utf8').match(/<article class="match" data-result="pass"/g)).toHaveLength(1);

  // What is wrong is not made right by updating.
  const updated = runIn(place, update, { HU_OFF: '1' });
  expect(updated.status).toBe(1);
  expect(bytesIn(place)).toEqual(goldens);
  // A golden that has been spoiled is.
  const spoiled = join(place, 'test', 'goldens', 'sagittal.png');
  writeFileSync(spoiled, 'no picture');
  expect(runIn(place, run).status).toBe(1);
  expect(runIn(place, update).status).toBe(0);
  expect(bytesIn(place)).toEqual(goldens);
}

/** Runners are started a dozen times, and a machine may have other work. */
vi.setConfig({ testTimeout: 240_000 });

describe('Vitest', () => {
  const run = [join('node_modules', 'vitest', 'vitest.mjs'), 'run'];
  let place: string;
  beforeAll(() => {
    place = project('vitest', filesOf('vitest'), ['vitest', 'vite']);
  });

  test('draws goldens at home and none in CI, fails with numbers and a report, updates by the reference', () => {
    story(place, run, [...run, '-u']);
  });

  test('RESLICE_UPDATE=1 updates too', () => {
    const spoiled = join(place, 'test', 'goldens', 'axial.npy');
    const bytes = readFileSync(spoiled);
    writeFileSync(spoiled, 'no values');
    expect(runIn(place, run, { RESLICE_UPDATE: '1', CI: 'true' }).status).toBe(0);
    expect(readFileSync(spoiled).equals(bytes)).toBe(true);
  });

  test('goldens are drawn again by a program and by a terminal', () => {
    expect(runIn(place, ['redraw.js'])).toEqual({ status: 0, said: 'true\n' });
    const redrawn = typed(place, 'golden redraw test/goldens/*.json --check');
    expect([redrawn.status, redrawn.said.match(/: equal/g)]).toEqual([0, [': equal', ': equal']]);
  });

  test('every line that is typed in the document works', () => {
    const goldens = join(place, 'test', 'goldens');
    for (const [from, to] of [
      ['sagittal.png', 'expected.png'],
      ['sagittal.png', 'actual.png'],
      ['axial.npy', 'expected.npy'],
      ['axial.npy', 'actual.npy'],
    ] as const)
      cpSync(join(goldens, from), join(place, to));
    const lines = [...DOC.matchAll(/^(?: {4,}|.*- run: )npx reslice (.+)$/gm)].map((match) => match[1]!);
    expect(lines.length).toBe(7);
    for (const line of lines) expect({ line, ...typed(place, line) }).toMatchObject({ line, status: 0 });
    for (const made of ['difference.png', 'report.html']) expect(existsSync(join(place, made))).toBe(true);
  });

  test('many workers write one report', () => {
    const own = readFileSync(join(place, 'test', 'planes.test.js'), 'utf8');
    const copies = Array.from({ length: 6 }, (_, n) => join(place, 'test', `copy-${n}.test.js`));
    for (const [n, copy] of copies.entries()) writeFileSync(copy, own.replaceAll("test('", `test('${n}: `));
    const found = runIn(place, run, { RESLICE_REPORT: 'shared.html' });
    expect([found.status, found.said]).toEqual([0, expect.stringContaining('14 passed')]);
    const report = readFileSync(join(place, 'shared.html'), 'utf8');
    expect(report.match(/<!doctype html>/g)).toHaveLength(1);
    expect(report.match(/<article [^>]*>/g)).toHaveLength(14);
    expect(report.match(/<\/article>/g)).toHaveLength(14);
    expect(readdirSync(place).filter((name) => name.startsWith('shared.html'))).toEqual(['shared.html']);
    for (const copy of copies) rmSync(copy);
  });

  test('types are known', () => {
    expect(typeFaults(place, useIn('vitest'))).toEqual({ status: 0, said: '' });
  });
});

describe('Playwright', () => {
  let place: string;
  let site: Site;
  beforeAll(async () => {
    // The runner that `@playwright/test` hands on, as the clone has it.
    const files = [...filesOf('playwright')].map(
      ([file, text]) => [file, text.replace("'@playwright/test'", "'playwright/test'")] as const,
    );
    place = project('playwright', new Map(files), ['playwright', 'playwright-core']);
    const doors = ['', '/dicom', '/element'].map((door) => [
      `reslice${door}`,
      `./node_modules/reslice/dist/${door.slice(1) || 'index'}.js`,
    ]);
    writeFileSync(
      join(place, 'index.html'),
      `<!doctype html><title>Planes</title><link rel="icon" href="data:,">
      <script type="importmap">${JSON.stringify({ imports: Object.fromEntries(doors) })}</script>
      <script type="module">import 'reslice/element';</script>
      <reslice-view src="scans/head.zip" plane="sagittal" position="36" window="brain" style="width: 240px; height: 200px"></reslice-view>
      <reslice-mpr src="scans/head.zip" window="brain" style="width: 480px; height: 400px"></reslice-mpr>`,
    );
    site = await serveFolder(place);
    const launch = { args: BROWSER_ARGS, executablePath: process.env.RESLICE_CHROME ?? '/usr/bin/chromium' };
    writeFileSync(
      join(place, 'playwright.config.js'),
      `export default ${JSON.stringify({ testDir: 'test', reporter: 'line', timeout: 90_000, use: { baseURL: site.url, launchOptions: launch } })};`,
    );
  });
  afterAll(() => site?.close());

  test('types are known', () => {
    const use = `import { expect as base, type Page } from 'playwright/test';
      import { planeMatchers } from 'reslice/matchers';
      import { capturePane } from 'reslice/playwright';
      const expect = base.extend(planeMatchers);
      export async function use(page: Page) {
        const shown = await capturePane(page.locator('reslice-mpr'), { pane: 'axial' });
        expect(shown).toMatchReference(undefined, { maxLevel: 1 });
        expect(shown).toMatchPlane(new URL('file:///golden.png'));
        const handle = await page.locator('reslice-view').elementHandle();
        return (await capturePane(handle as never as import('playwright/test').ElementHandle<HTMLElement>)).drawnBy;
      }`;
    expect(typeFaults(place, use)).toEqual({ status: 0, said: '' });
    rmSync(join(place, 'test', 'use.ts'));
  });

  test('a page is held to the reference and to a golden', async () => {
    const { spawn } = await import('node:child_process');
    // Beside this process, which serves the page.
    const run = (env: Readonly<Record<string, string>>): Promise<Run> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [join('node_modules', 'playwright', 'cli.js'), 'test'], {
          cwd: place,
          env: envOf(env),
        });
        let said = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
        child.on('exit', (status) => resolve({ status, said }));
      });
    const first = await run({});
    expect([first.status, first.said]).toEqual([0, expect.stringContaining('1 passed')]);
    expect(goldensIn(place)).toEqual(['page.json', 'page.png']);
    const before = bytesIn(place);
    expect((await run({ CI: 'true', RESLICE_REPORT: 'report.html' })).status).toBe(0);
    expect(readFileSync(join(place, 'report.html'), 'utf8').match(/<article/g)).toHaveLength(3);
    const png = join(place, 'test', 'goldens', 'page.png');
    cpSync(join(ROOT, 'test', 'golden', 'planes', 'head.png'), png);
    const failed = await run({ CI: 'true' });
    expect([failed.status, failed.said]).toEqual([1, expect.stringContaining('different: ')]);
    expect((await run({ RESLICE_UPDATE: '1' })).status).toBe(0);
    expect(bytesIn(place)).toEqual(before);
  });
});

describe.runIf(all)('Jest', () => {
  test('the same as in Vitest', () => {
    const tests = filesOf('vitest').get('test/planes.test.js')!.replace("'vitest'", "'@jest/globals'");
    const place = project('jest', new Map([...filesOf('jest'), ['test/planes.test.js', tests]]), []);
    cpSync(join(ROOT, '.npmrc'), join(place, '.npmrc'));
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const manifest = {
      type: 'module',
      private: true,
      dependencies: { reslice: `file:${packed.tarball}`, jest: '^30.0.0' },
    };
    rmSync(join(place, 'node_modules'), { recursive: true });
    writeFileSync(join(place, 'package.json'), JSON.stringify(manifest));
    execFileSync(npm, ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: place,
      shell: process.platform === 'win32',
    });
    expect(typeFaults(place, useIn('@jest/globals'))).toEqual({ status: 0, said: '' });
    rmSync(join(place, 'test', 'use.ts'));
    const run = ['--experimental-vm-modules', '--no-warnings', join('node_modules', 'jest', 'bin', 'jest.js')];
    story(place, run, [...run, '-u']);
  });
});

describe('the workflow', () => {
  const workflow = filesOf('actions').get('.github/workflows/planes.yml')!;

  test('runs what these projects run, and uploads the report that they write', () => {
    const commands = [...workflow.matchAll(/- run: (.+)/g)].map((match) => match[1]);
    expect(commands).toEqual([
      'npm ci',
      'npx playwright install --with-deps chromium',
      'npx vitest run',
      'npx playwright test',
      'npx reslice golden redraw test/goldens/*.json --check',
    ]);
    const reports = [...workflow.matchAll(/RESLICE_REPORT: (.+)/g)].map((match) => match[1]);
    expect(reports).toEqual(['report.html', 'report.html']);
    expect(workflow).toMatch(/upload-artifact@v4\n +if: .*!cancelled.*\n +with:\n +name: planes\n +path: report\.html/);
  });
});
