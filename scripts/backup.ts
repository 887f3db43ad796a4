// npm run backup -- <folder> · npm run restore -- <folder>: the data of the embedded back end, while it is stopped.
import { resolve } from 'node:path';
import { backUp, restore } from '../embedded/backup.ts';
import { readEnv } from './launch/env-files.mjs';
import { findPostgres } from './launch/find-postgres.mjs';
import { ROOT } from './launch/paths.mjs';
import { readSettings } from './launch/settings.mjs';

const [command, folder, ...rest] = process.argv.slice(2);
if (!folder || rest.length > 0 || (command !== 'backup' && command !== 'restore')) {
  console.error('Usage: npm run backup -- <folder> · npm run restore -- <folder>');
  process.exit(2);
}
try {
  const env = readEnv(ROOT, process.env);
  const { embedded, dataDir } = readSettings(env, ROOT);
  if (!embedded) throw new Error('SUPABASE_URL is set: back a Supabase project up with its own tools.');
  const data = { dataDirectory: dataDir, databaseUrl: env.DATABASE_URL || undefined };
  const path = resolve(folder);
  const { createdAt } = await (command === 'backup' ? backUp : restore)(data, path, findPostgres());
  console.log(
    command === 'backup'
      ? `${dataDir} is backed up in ${path}. It holds the keys of the back end too: keep it as you keep those.`
      : `The backup of ${createdAt} is restored into ${dataDir}.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
