import type { Caller, Database, Sql } from '../database.ts';
import { SERVICE } from './caller.ts';

/** One reading statement under the rights of the caller. The service role sees everything, and needs no transaction for it. */
export function readAs<T>(
  database: Database,
  caller: Caller,
  text: string,
  parameters: Parameters<Sql['query']>[1],
): Promise<T[]> {
  if (caller.role === SERVICE.role) return database.call<T>(text, parameters);
  return database.transaction(caller, (sql) => sql.query<T>(text, parameters));
}
