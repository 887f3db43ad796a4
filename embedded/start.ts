import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthAndRest } from './auth-and-rest.ts';
import type { Config } from './config.ts';
import { lockDataDirectory } from './data-directory-lock.ts';
import { type Database, openPglite, openPostgres } from './database.ts';
import { makeDirectory, writeFileAtomically } from './files.ts';
import { logLine } from './log.ts';
import { createMailDelivery } from './mail-delivery.ts';
import { applyMigrations } from './migrations.ts';
import { revokeGrantsSince, snapshotPrivileges } from './privileges.ts';
import { GRANTS_SQL, ROLES_SQL, STORAGE_SQL } from './schema.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { checkRoles } from './self-check.ts';
import { createListener, openPort } from './server.ts';
import { FUNCTIONS_SQL } from './sql-functions.ts';
import { createStorage } from './storage/storage.ts';
import { setUnfinishedDatabaseAside } from './unfinished-database.ts';

export type Running = { url: string; stop(): Promise<void> };

/** Brings everything up in the one order that is safe, then writes embedded.json. @throws StartError */
export async function start(config: Config): Promise<Running> {
  makeDirectory(config.dataDirectory);
  const lock = lockDataDirectory(config.dataDirectory);
  const announcement = join(config.dataDirectory, 'embedded.json');
  await rm(announcement, { force: true });
  const secrets = await loadSecrets(config.dataDirectory);
  const port = await openPort(config.host, config.port);
  if (!config.databaseUrl) await setUnfinishedDatabaseAside(config.dataDirectory);
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openPglite(join(config.dataDirectory, 'db'));
  const mails = createMailDelivery(config);
  const authAndRest = createAuthAndRest(database, secrets, mails.deliver, config);

  await prepareDatabase(database, authAndRest, secrets, config);
  const storage = await createStorage(database, secrets.jwtSecret, join(config.dataDirectory, 'storage'));

  const mailPath = `/mail/${secrets.mailSecret}`;
  const mailPage = mails.mailbox && { path: mailPath, mailbox: mails.mailbox };
  port.serve(createListener({ authAndRest, storage, mailPage }));
  const mailUrl = mailPage && port.url + mailPath;
  const { anonKey, serviceKey, jwtSecret } = secrets;
  const { siteUrl } = config;
  const facts = { url: port.url, siteUrl, anonKey, serviceKey, jwtSecret, mailUrl, pid: process.pid };
  await writeFileAtomically(announcement, `${JSON.stringify(facts, null, 2)}\n`);
  console.log(`embedded Supabase ready at ${port.url}`);
  if (mailUrl) console.log(`mails are readable at ${mailUrl}`);

  return {
    url: port.url,
    async stop() {
      await rm(announcement, { force: true });
      await port.close();
      await mails.close();
      await database.close();
      lock.release();
    },
  };
}

/** Roles, Lite's tables, ours, the migrations; then Lite's first requests; then away with what Lite granted. */
async function prepareDatabase(
  database: Database,
  authAndRest: ReturnType<typeof createAuthAndRest>,
  secrets: Secrets,
  config: Config,
): Promise<void> {
  await database.transaction(null, (sql) => sql.script(ROLES_SQL));
  await authAndRest.createSystemSchema();
  await database.transaction(null, (sql) => sql.script(STORAGE_SQL + FUNCTIONS_SQL + GRANTS_SQL));
  const applied = await applyMigrations(database, config.migrationsDirectory);
  if (applied > 0) logLine(`applied ${applied} migrations`);
  const snapshot = await snapshotPrivileges(database);
  await checkRoles(database, authAndRest, secrets);
  const revoked = await revokeGrantsSince(database, snapshot);
  if (revoked.length > 0) logLine(`took back ${revoked.length} grants that Lite made`);
}
