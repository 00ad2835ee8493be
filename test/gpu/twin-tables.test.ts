// Every GLSL function against its twin. The tables are test/support's, so that `npm run mutate` can use them too.
import { afterAll, describe, test } from 'vitest';
import { closeDevice, openDevice } from '../support/gpu.ts';
import { defineGreyTwins } from '../support/grey-twins.ts';
import { defineStackTwins } from '../support/stack-twins.ts';
import { checkTwin, twins } from '../support/twins.ts';

const device = openDevice();
afterAll(() => closeDevice(device));

describe('pure functions', () => {
  test.each(Object.entries(twins))('%s', (_, twin) => checkTwin(device, twin));
});

describe('functions that read the stack', () => {
  afterAll(defineStackTwins(device, test));
});

describe('functions that read tables of grey and colour', () => defineGreyTwins(device, test));
