// Every page in every state, at three sizes: no text is cut off or lies on another, axe finds nothing, and nothing is complained of.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, startDemo } from './open-demo.ts';
import { faultsOnTheWay, SIZES } from './walk.ts';
import { WALKS } from './walks.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await startDemo();
});
afterAll(() => server?.close());

describe.each(SIZES)('%i × %i', (width, height) => {
  it.each(WALKS.map((walk) => [walk.name, walk] as const))(
    '%s: every state can be read',
    async (_, walk) => {
      expect(await faultsOnTheWay(server, walk, [width, height])).toEqual([]);
    },
    180_000,
  );
});
