// What `npm start` takes.
import { expect, test } from 'vitest';
import { serveWords } from '../../scripts/serve-words.mjs';

test('paths, a port, an address', () => {
  expect(serveWords(['a', '--port', '8080', 'b'])).toMatchObject({ port: 8080, host: '127.0.0.1', paths: ['a', 'b'] });
  expect(serveWords(['--help'])).toEqual({ help: true });
});

test.each([['--port', 'x'], ['--port', '65536'], ['--port', '-1'], ['--bogus']])('not %s %s', (...words) => {
  expect(() => serveWords(words)).toThrow();
});
