// One page for all mutants, apart from the tests.
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_ARGS } from '../../scripts/browser-args.mjs';

export default defineConfig({
  root: `${import.meta.dirname}/../..`,
  cacheDir: `${import.meta.dirname}/../../.cache/mutate`,
  test: {
    include: ['test/mutate/mutate.test.ts'],
    testTimeout: 3_600_000,
    onConsoleLog(log) {
      process.stdout.write(`${log.trimEnd()}\n`);
      return false;
    },
    env: { VITE_MUTATE_ONLY: process.env.MUTATE_ONLY ?? '' },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { args: BROWSER_ARGS, executablePath: process.env.RESLICE_CHROME! },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
