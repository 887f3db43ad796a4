import { randomBytes } from 'node:crypto';
import postgres from 'postgres';

/**
 * A database of its own for one stack, on the PostgreSQL server that the suites run on; without such a server the
 * embedded back end runs on PGlite.
 * @returns its address, or null for PGlite
 */
export async function createTestDatabase(): Promise<string | null> {
  const serverUrl = process.env.TEST_POSTGRES_URL;
  return serverUrl ? createTestDatabaseOn(serverUrl) : null;
}

/** A new, empty database. @returns its address */
export async function createTestDatabaseOn(serverUrl: string): Promise<string> {
  const name = `vitrine_${randomBytes(6).toString('hex')}`;
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
