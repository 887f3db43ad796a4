import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { logLine } from './log.ts';
import { OWNER_FILE } from './storage/directory-owner.ts';

/**
 * A first start that was interrupted leaves a PGlite directory that never opens again. The storage directory is claimed
 * only once a database has been prepared: without that, the database has never served anybody and is moved aside.
 */
export async function setUnfinishedDatabaseAside(dataDirectory: string): Promise<void> {
  const database = join(dataDirectory, 'db');
  if (!existsSync(database) || existsSync(join(dataDirectory, 'storage', OWNER_FILE))) return;
  const aside = join(dataDirectory, 'db-unfinished');
  await rm(aside, { recursive: true, force: true });
  await rename(database, aside);
  logLine(`the first start was interrupted: begun anew, what there was is in ${aside}`);
}
