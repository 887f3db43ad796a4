import type { PgliteConnection } from '@supabase/lite/pglite';
import type { PostgresConnection } from '@supabase/lite/postgres';
import { createFifoMutex } from './fifo-mutex.ts';
import { IN_USE_EXIT_CODE, StartError } from './start-error.ts';

export type Role = 'anon' | 'authenticated' | 'service_role';

/** Who a statement runs as: the database role and the verified claims that auth.uid() and auth.jwt() read. */
export type Caller = { role: Role; claims: Record<string, unknown> };

export type Sql = {
  /** One statement; parameters are scalars (pass JSON as text and cast it: `$1::text::jsonb`). */
  query<T = Record<string, unknown>>(sql: string, parameters?: (string | number | boolean | null)[]): Promise<T[]>;
  /** Any number of statements without parameters. */
  script(sql: string): Promise<void>;
};

/** The little that the embedded back end needs of a database. */
export type Database = {
  connection: PgliteConnection | PostgresConnection;
  /**
   * Runs `fn` in one transaction, under the caller's role and claims, or as the owner of the database when null.
   * Never stream anything inside: on PGlite everybody else waits.
   */
  transaction<T>(caller: Caller | null, fn: (sql: Sql) => Promise<T>): Promise<T>;
  /** One statement in a transaction of its own, as the owner of the database; in one round trip. */
  call: Sql['query'];
  /** Runs `fn` while no transaction of ours and no other exclusive call is open, where the session is shared. */
  exclusive<T>(fn: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * PGlite has one session for everybody and Lite sends BEGIN and SET ROLE on it without a lock of its own: without this
 * one queue, a request would run with another's role (measured: 30 of 30).
 */
export async function openPglite(directory: string): Promise<Database> {
  const { createPgliteConnection } = await import('@supabase/lite/pglite');
  const connection = await createPgliteConnection({ url: directory });
  const exclusive = createFifoMutex();
  return {
    connection,
    exclusive,
    transaction: (caller, fn) =>
      exclusive(() =>
        connection.driver.transaction(async (tx) => {
          const sql: Sql = {
            query: async (text, parameters) => (await tx.query(text, parameters)).rows as never,
            script: async (text) => void (await tx.exec(text)),
          };
          if (caller) await assume(sql, caller);
          return fn(sql);
        }),
      ),
    call: (text, parameters) => exclusive(async () => (await connection.driver.query(text, parameters)).rows as never),
    close: () => connection.close(),
  };
}

/** What we use of the `postgres` driver, which is an optional part of Lite. */
type PostgresTransaction = {
  unsafe(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]> & { simple(): Promise<unknown> };
};

/** Quirk: Lite hands on JSON arguments as text, which the driver would write as a JSON string once more. */
const JSONB = {
  to: 3802,
  from: [3802],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string) => JSON.parse(text),
};

/** A PostgreSQL server: real sessions from a pool, so nothing has to wait for anything else. */
export async function openPostgres(url: string): Promise<Database> {
  const { createPostgresConnection } = await import('@supabase/lite/postgres');
  const connection = createPostgresConnection({
    url,
    postgresOptions: { onnotice: () => {}, types: { jsonb: JSONB } },
  });
  await connection.driver.unsafe('select 1').catch((error: Error) => {
    throw new StartError(`DATABASE_URL cannot be reached: ${error.message}`);
  });
  // Held by this one session for the life of the process: the files are in one data directory only.
  const holder = await connection.driver.reserve();
  const [lock] = await holder`select pg_try_advisory_lock(hashtext('vitrine embedded')) as taken`;
  if (!lock?.taken) throw new StartError('the database of DATABASE_URL is in use by another process', IN_USE_EXIT_CODE);
  return {
    connection,
    exclusive: (fn) => fn(),
    transaction: (caller, fn) =>
      connection.driver.begin(async (tx: PostgresTransaction) => {
        const sql: Sql = {
          query: async (text, parameters) => [...(await tx.unsafe(text, parameters))] as never,
          script: async (text) => void (await tx.unsafe(text).simple()),
        };
        if (caller) await assume(sql, caller);
        return fn(sql);
      }) as Promise<never>,
    call: async (text, parameters) =>
      [...(await connection.driver.unsafe(text, parameters, { prepare: true }))] as never,
    async close() {
      holder.release();
      await connection.close();
    },
  };
}

async function assume(sql: Sql, caller: Caller): Promise<void> {
  await sql.query('select embedded.assume($1::text::jsonb)', [JSON.stringify(caller)]);
}
