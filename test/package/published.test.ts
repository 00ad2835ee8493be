// What npm packs: only what it must, found and typed wherever it is imported, with the notices of what is bundled; and the README's
// code against its types.
import { execFile, execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Packed, pack } from '../support/packed.ts';
import { ROOT, textOf } from '../support/source-files.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly sideEffects: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
}

const run = promisify(execFile);
const tool = (...path: string[]): string => join(ROOT, 'node_modules', ...path);
/** A user's project: nothing but the package in its node_modules. */
const project = mkdtempSync(join(tmpdir(), 'reslice-published-'));
let packed: Packed;
let manifest: Manifest;
let files: readonly string[];
let code: ReadonlyMap<string, string>;

beforeAll(() => {
  packed = pack('published');
  manifest = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8')) as Manifest;
  files = readdirSync(packed.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(packed.folder.length + 1)
        .replaceAll('\\', '/'),
    );
  // The page that `reslice view` serves is a program of its own.
  code = new Map(
    files
      .filter((file) => file.endsWith('.js') && !file.startsWith('dist/site/'))
      .map((file) => [file, readFileSync(join(packed.folder, file), 'utf8')]),
  );
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(packed.folder, join(project, 'node_modules', 'reslice'), 'junction');
  const single = statSync(join(packed.folder, 'dist', 'reslice.min.js')).size;
  const kb = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
  console.log(`tarball ${kb(statSync(packed.tarball).size)}, ${files.length} files; reslice.min.js ${kb(single)}`);
});
afterAll(() => rmSync(project, { recursive: true }));

/** What opens a browser on every system, and what that needs. */
const OPENING = [
  ...['bundle-name', 'default-browser', 'default-browser-id', 'define-lazy-prop', 'is-docker', 'is-in-ssh'],
  ...['is-inside-container', 'is-wsl', 'open', 'powershell-utils', 'run-applescript', 'wsl-utils'],
];

/** Names of packages in a text of notices. */
const noticed = (notices: string): readonly string[] =>
  [...notices.matchAll(/(?:^|={80}\n\n)(\S+) \d[\d.]* \((.+)\)$/gm)].map((match) => match[1]!);

/** Every statement that names a module, with what it names. */
const importsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)].map((match) => match[1]!);

describe('the tarball', () => {
  test('holds the modules, the declarations that the doors reach, and the notices', () => {
    const kinds = [
      /^dist\/[\w-]+(\.min)?\.js$/,
      /^dist\/types\/.+\.d\.ts$/,
      /^dist\/THIRD-PARTY\.txt$/,
      /^dist\/site\//,
      /^docs\/[\w.-]+\.(md|json)$/,
    ];
    const others = files.filter((file) => !kinds.some((kind) => kind.test(file)));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(files.filter((file) => file.startsWith('dist/types/cli'))).toEqual([]);
    // What README and --help point to.
    for (const name of ['elements.md', 'info.schema.json', 'visual-regression.md'])
      expect(files).toContain(`docs/${name}`);
    expect(statSync(join(packed.folder, 'dist', 'cli.js')).mode & 0o111).toBe(0o111);
  });

  test('holds what package.json names', () => {
    const { exports, bin, sideEffects } = manifest;
    const named = [
      ...Object.values(exports).flatMap((door) => Object.values(door)),
      ...Object.values(bin),
      ...sideEffects,
    ];
    expect(named.map((file) => file.replace('./', '')).filter((file) => !files.includes(file))).toEqual([]);
  });

  test('imports what is in it, what Node has, and its dependencies, each of which it needs', () => {
    // The worker's text is a program of its own, and the single file imports nothing.
    const from = [...code]
      .filter(([file]) => !/worker-source|\.min\.js$/.test(file))
      .flatMap(([, text]) => importsOf(text));
    const outside = new Set(from.filter((name) => !/^(\.\/|node:)/.test(name)));
    expect([...outside].toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted());
  });

  test('declares without a type of anything but its own', () => {
    const declared = files
      .filter((file) => file.endsWith('.d.ts'))
      .map((file) => readFileSync(join(packed.folder, file), 'utf8'));
    expect(declared.flatMap(importsOf).filter((name) => !name.startsWith('.'))).toEqual([]);
    expect(declared.join('')).not.toMatch(/reference (types|lib)=/);
  });

  test('tells whose code is bundled, with the licence of each', () => {
    const notices = readFileSync(join(packed.folder, 'dist', 'THIRD-PARTY.txt'), 'utf8');
    const names = noticed(notices);
    const both = ['comlink', 'dcmjs', 'dicom-parser', 'fast-png', 'fflate', 'iobuffer'];
    const decoders = ['charls', 'libjxl', 'openjpeg'].map((name) => `@cornerstonejs/codec-${name}`);
    expect(names).toEqual([...decoders, ...both, ...OPENING].toSorted());
    // The page that `reslice view` serves.
    expect(noticed(readFileSync(join(packed.folder, 'dist', 'site', 'THIRD-PARTY.txt'), 'utf8'))).toEqual(
      [...decoders, ...both, 'lucide'].toSorted(),
    );
    const owners = [
      'Jan de Vaan',
      'JPEG XL Project',
      'Brotli Authors',
      'Highway Project',
      'Google Inc.',
      'Benoit Macq',
      'Rich Felker',
    ];
    for (const owner of [
      ...owners,
      'Chris Hafey',
      'Open Health Imaging Foundation',
      'Arjun Barrett',
      'Rights Grant (Patents)',
    ])
      expect(notices).toContain(owner);
    expect(Object.keys(manifest.dependencies).filter((name) => names.includes(name))).toEqual([]);
  });

  test('names no folder of the machine that built it', () => {
    expect([...code].filter(([, text]) => text.includes(ROOT)).map(([file]) => file)).toEqual([]);
  });
});

describe('tools that look at packages find nothing', () => {
  test('publint', async () => {
    const { stdout } = await run(process.execPath, [tool('publint', 'src', 'cli.js'), packed.tarball, '--strict']);
    expect(stdout).toContain('All good!');
  });

  // An ES module only: Node 20.19 gives it to `require` too, and TypeScript's old `node10` knows no doors.
  test('are the types wrong', async () => {
    const cli = tool('@arethetypeswrong', 'cli', 'dist', 'index.js');
    const { stdout } = await run(process.execPath, [cli, packed.tarball, '--profile', 'esm-only', '--format', 'json']);
    const { problems } = JSON.parse(stdout) as { problems: Record<string, unknown> };
    expect(Object.keys(problems).filter((kind) => !/CJSResolvesToESM|NoResolution/.test(kind))).toEqual([]);
  });
});

describe('in plain Node', () => {
  test('each door opens without a window or a document, by import and by require', () => {
    // A worker's program is started, not imported.
    const imported = Object.keys(manifest.exports).filter((door) => door !== './read-worker');
    const doors = imported.map((door) => door.replace('.', 'reslice'));
    const program = `
      for (const name of ['window', 'document', 'self', 'Worker', 'location'])
        Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' was looked at'); }, configurable: true });
      for (const door of ${JSON.stringify(doors)}) {
        const names = Object.keys(await import(door));
        if (names.length === 0) throw new Error(door + ' gives nothing');
      }`;
    writeFileSync(join(project, 'open.mjs'), program);
    execFileSync(process.execPath, ['open.mjs'], { cwd: project });
    const required = `for (const door of ${JSON.stringify(doors)}) require(door);`;
    writeFileSync(join(project, 'open.cjs'), required);
    execFileSync(process.execPath, ['--no-warnings', 'open.cjs'], { cwd: project });
  });
});

describe("the README's code", () => {
  const blocks = (language: string): readonly string[] =>
    [...textOf('README.md').matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
      (match) => match[1]!,
    );
  const inPages = blocks('html').flatMap(
    (block) => /<script type="module">([\s\S]*?)<\/script>/.exec(block)?.[1] ?? [],
  );

  // What is in a page is JavaScript, which cannot say that an index is there.
  test.each([
    { of: 'TypeScript', scripts: blocks('ts'), strictness: { noUncheckedIndexedAccess: true } },
    { of: 'pages', scripts: inPages, strictness: {} },
  ])('of $of type-checks against the published declarations', async ({ scripts, strictness }) => {
    expect(scripts.length).toBeGreaterThan(1);
    for (const file of readdirSync(project)) if (/^readme-\d/.test(file)) rmSync(join(project, file));
    for (const [n, script] of scripts.entries()) writeFileSync(join(project, `readme-${n}.ts`), script);
    // What the text around the code says is there.
    writeFileSync(join(project, 'given.d.ts'), 'declare const files: File[];\ndeclare const element: HTMLElement;\n');
    const options = {
      noEmit: true,
      strict: true,
      ...strictness,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
    };
    const tsconfig = { compilerOptions: { ...options, types: [], skipLibCheck: false }, include: ['*.ts'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(tsconfig));
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
    const tsc = run(process.execPath, [tool('typescript', 'bin', 'tsc'), '-p', project]);
    const said = await tsc.then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    expect(said).toBe('');
  });
});
