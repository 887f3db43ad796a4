import postgres from 'postgres';
import { createApi } from '../support/api-client.ts';
import { type Backend, createBackend } from '../support/database.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { createTestDatabaseOn } from '../support/test-database.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { createOwnerLookup } from './owner-lookup.ts';

const CRON_SECRET = 'a secret of sixteen';

export type FaultStack = {
  stack: Stack;
  /** Past the proxy. */
  backend: Backend;
  sql: postgres.Sql;
  proxy: FaultProxy;
  /** One pass of the janitor. @throws Error when it fails */
  tick(): Promise<void>;
  stop(): Promise<void>;
};

/** The app as it is built, the embedded back end on PostgreSQL as an external one, and the proxy between them. */
export async function startFaultStack(postgresUrl: string): Promise<FaultStack> {
  const databaseUrl = await createTestDatabaseOn(postgresUrl);
  const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} });
  let proxy: FaultProxy | undefined;
  const stack = await startStack({
    env: { CRON_SECRET, UPLOADS_PER_HOUR: '0', DATABASE_URL: databaseUrl },
    async putInBetween(backendUrl) {
      proxy = await startFaultProxy(backendUrl, createOwnerLookup(sql));
      return proxy.url;
    },
  });
  if (!proxy) throw new Error('the stack started without its proxy');
  const between = proxy;
  const cron = createApi(stack.appUrl, CRON_SECRET);
  return {
    stack,
    backend: createBackend({ ...stack, supabaseUrl: stack.backendUrl }),
    sql,
    proxy: between,
    async tick() {
      const { status, body } = await cron.call('POST', '/api/cron/janitor');
      if (status !== 200) throw new Error(`the janitor answered ${status}: ${JSON.stringify(body)}`);
    },
    async stop() {
      await stack.stop();
      await between.stop();
      await sql.end();
    },
  };
}
