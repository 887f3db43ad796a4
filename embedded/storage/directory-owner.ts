import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../database.ts';
import { writeFileAtomically } from '../files.ts';
import { StartError } from '../start-error.ts';

/** Says which database the files belong to; there once a database has been prepared. */
export const OWNER_FILE = 'database-id';

const OWNER_SQL = `
create table if not exists storage.directory (id uuid not null, only_row boolean primary key default true check (only_row));
alter table storage.directory enable row level security;
insert into storage.directory (id) values (gen_random_uuid()) on conflict do nothing;
`;

/**
 * Ties the files to the database that names them: with another database (DATABASE_URL set or changed) every file would
 * look like one that no object names, and be swept away.
 * @throws StartError when the directory belongs to another database
 */
export async function claimDirectory(database: Database, directory: string): Promise<void> {
  const id = await database.transaction(null, async (sql) => {
    await sql.script(OWNER_SQL);
    const [row] = await sql.query<{ id: string }>('select id::text from storage.directory');
    return row?.id ?? '';
  });
  const path = join(directory, OWNER_FILE);
  const owner = readOwner(path);
  if (owner === null) await writeFileAtomically(path, `${id}\n`);
  else if (owner !== id)
    throw new StartError(`${directory} holds the files of another database: choose another data directory`);
}

function readOwner(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
