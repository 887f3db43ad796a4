// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEBIAN_HOME = '/usr/lib/postgresql';

/**
 * Where the programs of a PostgreSQL server are.
 * @returns {string | null} their folder; null on machines without one
 */
export function findPostgres() {
  const versions = existsSync(DEBIAN_HOME) ? readdirSync(DEBIAN_HOME).sort() : [];
  const folders = [...versions.reverse().map((version) => join(DEBIAN_HOME, version, 'bin')), '/usr/bin'];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}
