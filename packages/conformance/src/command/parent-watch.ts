import { workerData } from 'node:worker_threads';

// A thread that ends the whole process once the one that started it is gone, which a backend in an endless loop would
// not notice.

const millisecondsBetweenLooks = 500;
const parent: number = workerData;

setInterval(() => {
  if (isGone()) process.kill(process.pid, 'SIGKILL');
}, millisecondsBetweenLooks);

/** Orphans get another parent, or on Windows keep the number of one that is gone. */
function isGone(): boolean {
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch {
    return true;
  }
}
