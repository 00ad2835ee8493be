// The part of `npm run bench` without a browser, or `npm run bench -- terminal`: planes by the CPU, and pictures from 256 files by the
// built command line beside a Python script that goes the tutorial's way, in the same run, turn by turn.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { loadSource } from './load-source.mjs';

const ROUNDS = 7;

ensureInstalled();
const { module, close } = await loadSource('/phantom/index.ts');
const folder = mkdtempSync(join(tmpdir(), 'reslice-bench-'));
try {
  const knobs = { rows: 512, columns: 512, slices: 256, pixelSpacing: [0.45, 0.45], step: 0.7 };
  for await (const { name, bytes } of module.phantomFiles(knobs)) writeFileSync(join(folder, name), bytes);
  await close();
  await planes();
  const dist = join(ROOT, '.cache', 'dist', 'bench-terminal');
  const program = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const flags = ['--emptyOutDir', '--logLevel', 'error'];
  execFileSync(process.execPath, [program, 'build', '--outDir', dist, ...flags], { cwd: ROOT });
  pictures(join(dist, 'cli.js'));
} finally {
  rmSync(folder, { recursive: true });
}

/** Built and in a process of its own, as users have it: what vite makes of sources to run them at once is slower. */
async function planes() {
  console.log('512×512×256 int16, plane of 512², linear, one core, after load; ms a plane, the least of 12 goes of 8');
  console.log('stack           plane      values  levels  values by the clock');
  const outDir = join(ROOT, '.cache', 'bench-planes');
  const lib = { entry: join(ROOT, 'bench', 'cpu-planes.ts'), formats: ['es'], fileName: 'cpu-planes' };
  await build({ configFile: false, root: ROOT, logLevel: 'error', build: { outDir, target: 'es2022', lib } });
  const program = `
    import { benchCpuPlanes } from ${JSON.stringify(pathToFileURL(join(outDir, 'cpu-planes.js')).href)};
    console.log(JSON.stringify(benchCpuPlanes()));
  `;
  const run = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  const rows = JSON.parse(run);
  for (const { stack, plane, valuesMs, levelsMs, wallMs } of rows) {
    const cells = [valuesMs, levelsMs].map((ms) => ms.toFixed(2).padStart(8));
    console.log(`${stack.padEnd(16)}${plane.padEnd(9)}${cells.join('')}${wallMs.toFixed(2).padStart(8)}`);
  }
}

function pictures(cli) {
  const out = join(folder, '..', `reslice-bench-${process.pid}.png`);
  const python = ['/usr/bin/python3', 'python3'].find(
    (each) => spawnSync(each, ['-c', 'import pydicom, numpy']).status === 0,
  );
  const render = (...words) =>
    timed(process.execPath, [cli, 'render', folder, '--window', 'brain', '--out', out, ...words]);
  const peer = () => timed(python, [join(ROOT, 'bench', 'peers', 'tutorial.py'), folder, out]);
  const rows = { sagittal: [], acquired: [], python: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rows.sagittal.push(render('--plane', 'sagittal'));
    rows.acquired.push(render());
    if (python) rows.python.push(peer());
  }
  if (existsSync(out)) rmSync(out);
  console.log(
    `\n256 uncompressed files of 512×512 to one picture, start of the program included; s, of ${ROUNDS} in turns`,
  );
  console.log('                              least  median  CPU');
  const line = (name, row) =>
    console.log(`${name.padEnd(28)}${least(row, 'wall')}${median(row, 'wall')}${least(row, 'cpu')}`);
  line('reslice render, sagittal', rows.sagittal);
  line('reslice render, acquired', rows.acquired);
  if (!python) {
    console.log('Python with pydicom and numpy is not here: no peer.');
    return;
  }
  line('pydicom + numpy, sagittal', rows.python);
  const ratios = rows.python.map(({ wall }, n) => wall / rows.sagittal[n].wall).toSorted((a, b) => a - b);
  console.log(`the script takes ${ratios[Math.floor(ROUNDS / 2)].toFixed(1)} times as long (median of neighbours)`);
  console.log(rows.python.at(-1).said.trim());
}

function timed(program, args) {
  const start = performance.now();
  // The shell tells what its children used.
  const run = spawnSync('/usr/bin/env', ['bash', '-c', '"$@"; times >&2', 'bash', program, ...args], {
    encoding: 'utf8',
  });
  const wall = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`${args.join(' ')}: ${run.stderr}`);
  const [user, system] = run.stderr.trim().split('\n').at(-1).split(' ').map(seconds);
  return { wall, cpu: user + system, said: run.stdout };
}

function seconds(text) {
  const [, minutes, rest] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(rest);
}

function least(row, what) {
  return Math.min(...row.map((each) => each[what]))
    .toFixed(2)
    .padStart(7);
}

function median(row, what) {
  return row
    .map((each) => each[what])
    .toSorted((a, b) => a - b)
    [Math.floor(row.length / 2)].toFixed(2)
    .padStart(8);
}
