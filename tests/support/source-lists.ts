import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS_DIR, ROOT } from '../../scripts/launch/paths.mjs';

/** What the sources say there is, so that a table-driven test notices what it does not name. */

const readMigrations = (): string =>
  readdirSync(MIGRATIONS_DIR)
    .sort()
    .map((name) => readFileSync(join(MIGRATIONS_DIR, name), 'utf8'))
    .join('\n');

/** Names of the tables in the exposed schema. */
export function listTables(): string[] {
  return [...readMigrations().matchAll(/^create table public\.(\w+)/gm)].map(([, name = '']) => name);
}

export type SqlFunction = { name: string; parameters: { name: string; type: string }[] };

/** Functions in the exposed schema, with their parameters. */
export function listFunctions(): SqlFunction[] {
  const found = readMigrations().matchAll(/^create (?:or replace )?function public\.(\w+)\(([^)]*)\)/gm);
  return [...found].map(([, name = '', parameters = '']) => ({
    name,
    parameters: parameters.split(',').flatMap((parameter) => {
      const [, parameterName = '', type = ''] = /^\s*(p_\w+) (\w+)/.exec(parameter) ?? [];
      return parameterName === '' ? [] : [{ name: parameterName, type }];
    }),
  }));
}

/** `METHOD /path` of every handler below app/api/v1, such as `GET /jobs/[jobId]`. */
export function listApiRoutes(): string[] {
  const root = join(ROOT, 'app/api/v1');
  return listFiles(root, 'route.ts').flatMap((file) => {
    const methods = readFileSync(join(root, file), 'utf8').matchAll(/^ {2}(GET|POST|PUT|PATCH|DELETE):/gm);
    return [...methods].map(([, method]) => `${method} /${file.replace(/\/?route\.ts$/, '')}`);
  });
}

/** Paths of the pages, such as `/jobs/[jobId]`. */
export function listPages(): string[] {
  return listFiles(join(ROOT, 'app'), 'page.tsx').map(
    (file) => `/${file.replace(/\([^)]*\)\//g, '').replace(/\/?page\.tsx$/, '')}`,
  );
}

export type ServerAction = { id: string; file: string; name: string };

/** The server actions of the existing build. */
export function listServerActions(): ServerAction[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, '.next/server/server-reference-manifest.json'), 'utf8'));
  const actions = Object.entries(manifest.node as Record<string, { filename: string; exportedName: string }>);
  return actions.map(([id, { filename, exportedName }]) => ({ id, file: filename, name: exportedName }));
}

const listFiles = (root: string, name: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.split('/').at(-1) === name);
