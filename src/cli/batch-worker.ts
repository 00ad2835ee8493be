// A process that draws jobs: dist/batch-worker.js. A process and not a thread, so that a job which runs out of memory takes no other along.
import { jobDrawer, type Task } from './draw-job.ts';

const draw = jobDrawer();

process.on('message', async (task: Task) => {
  const outcome = await draw(task);
  process.send?.(outcome);
});
// Whoever asked is gone: nobody would write down what is drawn from here on.
process.on('disconnect', () => process.exit());
