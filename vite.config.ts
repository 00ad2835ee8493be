// The library's build and the two test projects: `node`, and `browser` for everything that touches WebGL.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_ARGS } from './scripts/browser-args.mjs';
import { embedCodecs } from './scripts/embed-codecs.mjs';
import { embedDictionary } from './scripts/embed-dictionary.mjs';
import { executable } from './scripts/executable.mjs';
import { inlineGlConstants } from './scripts/inline-gl-constants.mjs';
import { serveShared } from './scripts/serve-shared.mjs';
import { stripShaders } from './scripts/strip-shaders.mjs';
import { thirdParty } from './scripts/third-party.mjs';
import { workerEntry } from './scripts/worker-entry.mjs';

const root = import.meta.dirname;
const entries = {
  index: 'src/entry/index.ts',
  dicom: 'src/entry/dicom.ts',
  cpu: 'src/entry/cpu.ts',
  compare: 'src/entry/compare.ts',
  write: 'src/entry/write.ts',
  matchers: 'src/entry/matchers.ts',
  playwright: 'src/entry/playwright.ts',
  element: 'src/entry/element.ts',
  node: 'src/entry/node.ts',
  cli: 'src/cli/main.ts',
  'batch-worker': 'src/cli/batch-worker.ts',
  'node-read-thread': 'src/node/read-thread.ts',
  'read-worker': 'src/entry/read-worker.ts',
};
// What only the command line needs stays outside; the rest goes in, since dicom-parser does not import as an ES module everywhere.
const external = [/^node:/, 'commander'];

export default defineConfig({
  root,
  plugins: [
    embedCodecs(),
    embedDictionary(),
    workerEntry(),
    stripShaders(),
    inlineGlConstants(),
    thirdParty(),
    executable('cli.js'),
  ],
  build: {
    target: 'es2022',
    lib: {
      entry: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file)))),
      formats: ['es'],
    },
    rollupOptions: { external },
  },
  test: {
    projects: [
      {
        plugins: [embedCodecs(), embedDictionary()],
        test: {
          name: 'node',
          include: ['test/{unit,house,golden,data,cli,demo,package,fuzz,witness}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [embedCodecs(), serveShared()],
        // Found while a test runs, it would be bundled then, and the page reloaded under the test.
        optimizeDeps: { include: ['dicom-parser', 'comlink', 'fflate', 'dcmjs', 'fast-png'] },
        test: {
          name: 'browser',
          include: ['test/{gpu,browser}/**/*.test.ts'],
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1440, height: 900 },
            provider: playwright({
              launchOptions: {
                args: BROWSER_ARGS,
                ...(process.env.RESLICE_CHROME ? { executablePath: process.env.RESLICE_CHROME } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
