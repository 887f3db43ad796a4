import { readConfig } from './config.ts';
import { describeError, logLine } from './log.ts';
import { start } from './start.ts';
import { StartError } from './start-error.ts';

const PARENT_CHECK_MS = 500;

process.env.LITE_TELEMETRY = '0';
// Lite reports failures here, with their stacks.
console.error = (...values: unknown[]) => logLine(values.map(describeError).join(' '));
process.on('unhandledRejection', (error) => logLine(`unhandled: ${describeError(error)}`));

try {
  const config = readConfig(process.argv.slice(2), process.env);
  const running = await start(config);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await running.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (config.parentPid) stopWithoutParent(config.parentPid, stop);
} catch (error) {
  logLine(describeError(error));
  process.exit(error instanceof StartError ? error.exitCode : 1);
}

function stopWithoutParent(parentPid: number, stop: () => Promise<void>): void {
  const isChild = process.ppid === parentPid;
  setInterval(() => {
    if (!isAlive(parentPid) || (isChild && process.ppid !== parentPid)) void stop();
  }, PARENT_CHECK_MS);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
