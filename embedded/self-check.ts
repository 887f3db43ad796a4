import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { AuthAndRest } from './auth-and-rest.ts';
import type { Database } from './database.ts';
import type { Secrets } from './secrets.ts';
import { StartError } from './start-error.ts';

const FUNCTION = 'public.embedded_self_check';

/**
 * Proves over the front door that nobody runs as the owner of the database: a request without a key is refused, and
 * the keys run as anon and service_role. It is Lite's first request, too.
 * @throws StartError when a role differs
 */
export async function checkRoles(database: Database, { fetch }: AuthAndRest, secrets: Secrets): Promise<void> {
  await database.transaction(null, (sql) =>
    sql.script(
      `create or replace function ${FUNCTION}() returns text language sql stable as 'select current_user::text'`,
    ),
  );
  try {
    await expectAnswer(await ask(fetch, undefined), 401, undefined);
    await expectAnswer(await ask(fetch, secrets.anonKey), 200, 'anon');
    await expectAnswer(await ask(fetch, secrets.serviceKey), 200, 'service_role');
    await expectAnswer(await ask(fetch, secrets.anonKey, await strangersToken()), 401, undefined);
  } finally {
    await database.transaction(null, (sql) => sql.script(`drop function ${FUNCTION}()`));
    await database.exclusive(() => database.connection.clearSchemaCache());
  }
}

function ask(fetch: AuthAndRest['fetch'], key: string | undefined, token = key): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (key) headers.set('apikey', key);
  if (token) headers.set('authorization', `Bearer ${token}`);
  const url = `http://localhost/rest/v1/rpc/${FUNCTION.split('.')[1]}`;
  return fetch(new Request(url, { method: 'POST', headers, body: '{}' }), null);
}

async function expectAnswer(response: Response, status: number, role: string | undefined): Promise<void> {
  const body = await response.text();
  if (response.status !== status || (role !== undefined && body !== JSON.stringify(role))) {
    throw new StartError(
      `the self-check expected ${role ?? 'no role'} (${status}), but REST answered ${response.status} ${body.slice(0, 200)}`,
    );
  }
}

/** A token of the highest role, signed by somebody else. */
function strangersToken(): Promise<string> {
  return new SignJWT({ role: 'service_role' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(randomUUID()));
}
