import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from './config.ts';
import { lockDataDirectory } from './data-directory-lock.ts';
import { openPostgres } from './database.ts';
import { findJsonFile, writeFileAtomically } from './files.ts';
import { ROLES_SQL } from './schema.ts';
import { StartError } from './start-error.ts';

const run = promisify(execFile);

/** Written last: a folder without it is no backup. */
const MANIFEST = 'backup.json';
const DUMP = 'database.dump';
const DATA = 'data';

export type Manifest = { format: 'vitrine-backup'; version: 1; createdAt: string; database: 'pglite' | 'postgresql' };
type Source = Pick<Config, 'dataDirectory' | 'databaseUrl'>;
/** Folder of pg_dump and pg_restore; without one, those of the PATH. */
type Programs = string | null;

/** What belongs to the process that runs, not to the data. */
const OF_THE_PROCESS = /^(lock\.(sqlite(-journal)?|pid)|embedded\.json|database\.dump)$/;

/**
 * Copies files, secrets and database into an empty folder, while nothing else has the data directory.
 * @throws StartError when the back end runs, the folder is not empty, or pg_dump fails
 */
export async function backUp(source: Source, folder: string, programs: Programs): Promise<Manifest> {
  await requireEmpty(folder, 'choose a new folder for each backup');
  const lock = lockDataDirectory(source.dataDirectory);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await copyData(source.dataDirectory, join(folder, DATA));
    if (source.databaseUrl) {
      const dump = ['--format=custom', '--no-owner', `--file=${join(folder, DUMP)}`, source.databaseUrl];
      await runTool(programs, 'pg_dump', dump);
    }
    const manifest: Manifest = {
      ...{ format: 'vitrine-backup', version: 1, createdAt: new Date().toISOString() },
      database: source.databaseUrl ? 'postgresql' : 'pglite',
    };
    await writeFileAtomically(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  } finally {
    lock.release();
  }
}

/**
 * Puts a backup into a data directory, and a database, that are empty.
 * @throws StartError when they are not, when the folder holds no whole backup, or one of the other kind of database
 */
export async function restore(target: Source, folder: string, programs: Programs): Promise<Manifest> {
  const manifest = findJsonFile<Manifest>(join(folder, MANIFEST));
  if (manifest?.format !== 'vitrine-backup') throw new StartError(`${folder} holds no whole backup`);
  if ((manifest.database === 'postgresql') !== Boolean(target.databaseUrl)) {
    throw new StartError(
      manifest.database === 'postgresql'
        ? 'this backup is of PostgreSQL: set DATABASE_URL to an empty database'
        : 'this backup is of PGlite: unset DATABASE_URL',
    );
  }
  await requireEmpty(target.dataDirectory, 'restore into a new VITRINE_DATA_DIR');
  if (target.databaseUrl) {
    await prepareRoles(target.databaseUrl);
    const load = ['--exit-on-error', '--single-transaction', '--no-owner', `--dbname=${target.databaseUrl}`];
    await runTool(programs, 'pg_restore', [...load, join(folder, DUMP)]);
  }
  await copyData(join(folder, DATA), target.dataDirectory);
  return manifest;
}

/** Roles are the server's, not the database's: a dump names them, but does not make them. */
async function prepareRoles(databaseUrl: string): Promise<void> {
  const database = await openPostgres(databaseUrl);
  try {
    const [found] = await database.transaction(null, (sql) =>
      sql.query("select 1 from pg_catalog.pg_namespace where nspname in ('storage', 'auth')"),
    );
    if (found) throw new StartError('the database of DATABASE_URL is not empty');
    await database.transaction(null, (sql) => sql.script(ROLES_SQL));
  } finally {
    await database.close();
  }
}

async function requireEmpty(folder: string, advice: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length > 0) throw new StartError(`${folder} is not empty: ${advice}`);
}

function copyData(from: string, to: string): Promise<void> {
  const uploadsUnderWay = join(from, 'storage', 'tmp');
  return cp(from, to, {
    recursive: true,
    errorOnExist: true,
    force: false,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => path !== uploadsUnderWay && !(dirname(path) === from && OF_THE_PROCESS.test(basename(path))),
  });
}

async function runTool(programs: Programs, name: string, args: string[]): Promise<void> {
  try {
    await run(programs ? join(programs, name) : name, args);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new StartError(`${name} failed: ${(stderr || message).trim()}`);
  }
}
