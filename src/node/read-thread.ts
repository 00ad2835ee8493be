// A thread's side of the pool: a program of its own, dist/node-read-thread.js.
import { parentPort } from 'node:worker_threads';
import { type Endpoint, expose } from 'comlink';
import { readWork } from '../load/read-work.ts';
import { portEvents } from './port-events.ts';

expose(readWork, portEvents(parentPort!) as Endpoint);
