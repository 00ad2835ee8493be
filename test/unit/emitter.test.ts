import { afterEach, expect, it, vi } from 'vitest';
import { Emitter } from '../../src/emitter.ts';

interface Events {
  told: number;
}

afterEach(() => vi.restoreAllMocks());

it('calls a listener as often as it was added, until it is taken off', () => {
  const emitter = new Emitter<Events>();
  const heard: number[] = [];
  const listener = (n: number) => heard.push(n);
  const off = emitter.on('told', listener);
  emitter.on('told', listener);
  emitter.emit('told', 1);
  off();
  off();
  emitter.emit('told', 2);
  emitter.clear();
  emitter.emit('told', 3);
  expect(heard).toEqual([1, 1, 2]);
});

it('lets the others hear where one throws, and throws that on its own', () => {
  const thrown: unknown[] = [];
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => {
    try {
      task();
    } catch (error) {
      thrown.push(error);
    }
  });
  const emitter = new Emitter<Events>();
  const heard: number[] = [];
  const fault = new Error('of a host');
  emitter.on('told', () => {
    throw fault;
  });
  emitter.on('told', (n) => heard.push(n));
  emitter.emit('told', 1);
  expect(heard).toEqual([1]);
  expect(thrown).toEqual([fault]);
});
