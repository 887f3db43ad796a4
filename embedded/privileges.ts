import type { Database, Sql } from './database.ts';

/** For every grant on tables, views, sequences, routines and schemas, and every default one, its own REVOKE. */
const REVOKES_QUERY = `
with acls (prefix, target, acl) as (
  select '', case when c.relkind = 'S' then 'sequence ' else 'table ' end || c.oid::regclass,
         coalesce(c.relacl, acldefault((case when c.relkind = 'S' then 's' else 'r' end)::"char", c.relowner))
  from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relnamespace::regnamespace::text !~ '^pg_'
  union all
  select '', 'routine ' || p.oid::regprocedure, coalesce(p.proacl, acldefault('f', p.proowner))
  from pg_proc p where p.pronamespace::regnamespace::text !~ '^pg_'
  union all
  select '', 'schema ' || n.oid::regnamespace, coalesce(n.nspacl, acldefault('n', n.nspowner))
  from pg_namespace n where n.nspname !~ '^pg_'
  union all
  select 'alter default privileges for role ' || d.defaclrole::regrole ||
         case when d.defaclnamespace = 0 then ' ' else ' in schema ' || d.defaclnamespace::regnamespace || ' ' end,
         case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'routines'
                              when 'T' then 'types' else 'schemas' end,
         d.defaclacl
  from pg_default_acl d
)
select prefix || 'revoke ' || grant_.privilege_type || ' on ' || target || ' from ' ||
       case when grant_.grantee = 0 then 'public' else grant_.grantee::regrole::text end as revoke
from acls, aclexplode(acl) grant_`;

export type PrivilegeSnapshot = Set<string>;

/** Remembers who may do what, so that {@link revokeGrantsSince} can undo what Lite adds. */
export function snapshotPrivileges(database: Database): Promise<PrivilegeSnapshot> {
  return database.transaction(null, async (sql) => new Set(await listRevokes(sql)));
}

/** Takes back every grant that was not there at the snapshot. @returns the statements that ran */
export function revokeGrantsSince(database: Database, snapshot: PrivilegeSnapshot): Promise<string[]> {
  return database.transaction(null, async (sql) => {
    const added = (await listRevokes(sql)).filter((revoke) => !snapshot.has(revoke));
    for (const revoke of added) await sql.script(revoke);
    return added;
  });
}

async function listRevokes(sql: Sql): Promise<string[]> {
  return (await sql.query<{ revoke: string }>(REVOKES_QUERY)).map(({ revoke }) => revoke);
}
