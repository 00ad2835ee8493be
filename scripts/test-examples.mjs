// `npm run test:examples`: every example, installed by npm from the packed package, in a real browser.
process.env.RESLICE_EXAMPLES = 'all';
process.argv.push(
  '--project',
  'node',
  ...['examples', 'published', 'regression-projects'].map((name) => `test/package/${name}.test.ts`),
);
await import('./test.mjs');
