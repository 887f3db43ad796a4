import { findPostgres } from '../../scripts/launch/find-postgres.mjs';
import { startPostgres } from './start-postgres.ts';

/** One PostgreSQL server for all suites of a run; each stack makes a database of its own in it: {@link createTestDatabase}. */
export default async function setup(): Promise<() => Promise<void>> {
  const programs = findPostgres();
  if (programs === null) throw new Error('No PostgreSQL server is installed here.');
  const { url, stop } = await startPostgres(programs);
  process.env.TEST_POSTGRES_URL = url;
  return stop;
}
