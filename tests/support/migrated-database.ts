import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthAndRest } from '../../embedded/auth-and-rest.ts';
import { type Database, openPglite, openPostgres } from '../../embedded/database.ts';
import { applyMigrations } from '../../embedded/migrations.ts';
import { GRANTS_SQL, ROLES_SQL, STORAGE_SQL } from '../../embedded/schema.ts';
import { copyDataTemplate } from '../../embedded/test-data-template.ts';
import { MIGRATIONS_DIR } from '../../scripts/launch/paths.mjs';
import { createTestDatabase } from './test-database.ts';

export type MigratedDatabase = {
  /** One statement, as the owner of the database. */
  call: Database['call'];
  /** Runs something while one function says `to` where it says `from`. @throws when it does not say that */
  withFunctionChanged<T>(name: string, from: string, to: string, run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * A database of its own with the migrations of the product and what a test adds to them, and no server: on the PostgreSQL
 * of the suites, which takes statements several times as fast, or else PGlite.
 */
export async function openMigratedDatabase(setupSql: string): Promise<MigratedDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'migrated-'));
  const url = await createTestDatabase();
  const database = url ? await openPostgres(url) : await openNewPglite(join(directory, 'data'));
  const secrets = { jwtSecret: 'x'.repeat(40), anonKey: 'anon', serviceKey: 'service', mailSecret: 'mail' };
  const auth = createAuthAndRest(database, secrets, async () => {}, { siteUrl: 'http://localhost' });
  const script = (text: string) => database.transaction(null, (sql) => sql.script(text));
  await script(ROLES_SQL);
  await auth.createSystemSchema();
  await script(STORAGE_SQL + GRANTS_SQL);
  await applyMigrations(database, MIGRATIONS_DIR);
  await script(setupSql);
  return {
    call: database.call,
    async withFunctionChanged(name, from, to, run) {
      const [found] = await database.call<{ text: string }>('select pg_get_functiondef($1::regproc) as text', [name]);
      if (!found?.text.includes(from)) throw new Error(`${name} does not say "${from}"`);
      await script(found.text.replaceAll(from, to));
      return run().finally(() => script(found.text));
    },
    async close() {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function openNewPglite(directory: string): Promise<Database> {
  copyDataTemplate(directory);
  await mkdir(directory, { recursive: true });
  return openPglite(join(directory, 'db'));
}
