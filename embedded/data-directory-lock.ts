import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { IN_USE_EXIT_CODE, StartError } from './start-error.ts';

export type DataDirectoryLock = { release(): void };

/**
 * Takes the data directory for this process alone: a second PGlite on it would silently lose rows.
 *
 * Node has no flock; SQLite's exclusive transaction is one that every platform has, and the operating system drops it
 * when the holder dies, however it dies. The pid beside it is only for the message.
 * @throws StartError naming the holder when another process has it
 */
export function lockDataDirectory(directory: string): DataDirectoryLock {
  const pidFile = join(directory, 'lock.pid');
  const database = new DatabaseSync(join(directory, 'lock.sqlite'));
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (!/locked/.test((error as Error).message)) throw error;
    throw new StartError(`data directory ${directory} is in use by process ${readPid(pidFile)}`, IN_USE_EXIT_CODE);
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return { release: () => database.close() };
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
