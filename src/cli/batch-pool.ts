// Processes that draw jobs, each one at a time.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jobDrawer, type Outcome, type Task } from './draw-job.ts';

/** Beside this file in the package. */
const PROGRAM = 'batch-worker.js';

export interface Drawer {
  draw(task: Task): Promise<Outcome>;
  close(): void;
}

/** In this process. */
export const ownDrawer = (): Drawer => ({ draw: jobDrawer(), close: () => undefined });

/** In a process of its own, that is started with the first job, and again after a job that it did not survive. */
export function processDrawer(): Drawer {
  let child: ChildProcess | null = null;
  const start = (): ChildProcess => fork(fileURLToPath(new URL(PROGRAM, import.meta.url)), { serialization: 'json' });
  return {
    draw(task) {
      child ??= start();
      const worker = child;
      return new Promise((resolve) => {
        const end = (outcome: Outcome): void => {
          worker.removeAllListeners();
          resolve(outcome);
        };
        const lost = (how: string): void => {
          child = null;
          end({ kind: 'failed', code: null, message: `the process that drew it ended: ${how}`, notes: '' });
        };
        worker.once('message', (outcome) => end(outcome as Outcome));
        worker.once('exit', (status, signal) => lost(signal ?? `status ${status}`));
        worker.once('error', (error) => lost(error.message));
        worker.send(task);
      });
    },
    close() {
      child?.removeAllListeners();
      child?.kill();
      child = null;
    },
  };
}
