// @ts-check
// Preloaded into every server the launcher starts (`node --import`): a server whose launcher was killed without a
// chance to clean up must not live on, holding its port and its data directory.
import { isMainThread } from 'node:worker_threads';

const POLL_MS = 500;
const GRACE_MS = 8_000;

if (isMainThread) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}
