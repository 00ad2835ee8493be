// A browser's worker's side of the pool.
import { expose } from 'comlink';
import { readWork } from './read-work.ts';

expose(readWork);
