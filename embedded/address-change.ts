import type { Database } from './database.ts';
import { readJsonBody } from './read-json-body.ts';

/**
 * The address that an account has until this request to verify a link gives it another one; null for any other link.
 * A link that is found here and then verifies was not used in between: it works once, and only it changes the address.
 */
export async function findAddressToChange(database: Database, request: Request): Promise<string | null> {
  const { type, token_hash: tokenHash } = await readJsonBody(request);
  if (type !== 'email_change' || typeof tokenHash !== 'string') return null;
  const [user] = await database.transaction(null, (sql) =>
    sql.query<{ email: string }>('select email from auth.users where email_change_token_new = $1', [tokenHash]),
  );
  return user?.email ?? null;
}
