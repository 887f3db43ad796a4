import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { describeError, logLine } from './log.ts';
import { StartError } from './start-error.ts';

type Migration = { version: string; name: string; text: string };
type Applied = { version: string; name: string | null; text: string | null };

/** The table of the Supabase CLI, so that `supabase migration list` reads it. */
const HISTORY_SQL = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text not null primary key, statements text[], name text);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;
`;

/**
 * Applies what is new in the directory, in order, each file once and in a transaction of its own.
 * A directory that is empty or missing is fine.
 * @returns how many were applied
 * @throws StartError naming the file that failed, was renamed, or comes before one that is applied already
 */
export async function applyMigrations(database: Database, directory: string): Promise<number> {
  const files = readMigrations(directory);
  const applied = await database.transaction(null, async (sql) => {
    await sql.script(HISTORY_SQL);
    return sql.query<Applied>(
      `select version, name, array_to_string(statements, ';') as text
       from supabase_migrations.schema_migrations order by version`,
    );
  });
  const pending = findPending(files, applied);
  for (const { version, name, text } of pending) {
    await database
      .transaction(null, async (sql) => {
        await sql.script(text);
        await sql.query(
          `insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3::text])`,
          [version, name, text],
        );
      })
      .catch((error) => {
        throw new StartError(`migration ${version}_${name}.sql failed: ${describeError(error)}`);
      });
  }
  return pending.length;
}

function readMigrations(directory: string): Migration[] {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new StartError(`migrations directory ${directory} cannot be read: ${(error as Error).message}`);
  }
  const migrations = names.sort().flatMap((file) => {
    const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? [];
    return version && name ? [{ version, name, text: readFileSync(join(directory, file), 'utf8') }] : [];
  });
  const twice = migrations.find(({ version }, index) => migrations[index + 1]?.version === version);
  if (twice) throw new StartError(`two migrations have the version ${twice.version}`);
  return migrations;
}

function findPending(files: Migration[], applied: Applied[]): Migration[] {
  const byVersion = new Map(applied.map((row) => [row.version, row]));
  const last = applied.at(-1)?.version ?? '';
  const known = new Set(files.map(({ version }) => version));
  for (const { version, name } of applied) {
    if (!known.has(version)) logLine(`migration ${version}_${name ?? ''} is applied, but its file is missing`);
  }
  return files.filter(({ version, name, text }) => {
    const row = byVersion.get(version);
    if (!row && version < last) {
      throw new StartError(`migration ${version}_${name}.sql comes before ${last}, which is applied already`);
    }
    if (row?.name && row.name !== name) {
      throw new StartError(`migration ${version}_${name}.sql was applied under the name ${row.name}`);
    }
    if (row?.text && row.text !== text) logLine(`migration ${version}_${name}.sql was changed after it was applied`);
    return !row;
  });
}
