import type postgres from 'postgres';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Where a list of everybody's goes on says nothing of whose it is. */
const PLACE_IN_LIST = /"p_after\w*":"[^"]*"/;

/** Whose request it is, by the ids in it: an owner's own, or that of something of theirs. Null where none says it. */
export function createOwnerLookup(sql: postgres.Sql) {
  const ownerById = new Map<string, string>();

  return async ({ path, body, authorization }: { path: string; body: string; authorization: string }) => {
    if (path.startsWith('/auth/')) return subjectOf(authorization);
    const ids = [...new Set((path + body.replace(PLACE_IN_LIST, '')).match(UUID) ?? [])];
    if (ids.length === 0) return null;
    const known = ids.find((id) => ownerById.has(id));
    if (known) return ownerById.get(known) ?? null;
    const found = await sql<{ id: string; owner_id: string }[]>`
      select p.owner_id as id, p.owner_id from public.profiles p where p.owner_id = any(${ids}::uuid[])
      union all select a.id, a.owner_id from public.assets a where a.id = any(${ids}::uuid[])
      union all select p.id, p.owner_id from public.publications p where p.id = any(${ids}::uuid[])
      union all select u.id, u.id from auth.users u where u.id = any(${ids}::uuid[])`;
    for (const { id, owner_id } of found) ownerById.set(id, owner_id);
    return found[0]?.owner_id ?? null;
  };
}

function subjectOf(authorization: string): string | null {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(authorization)?.[1];
  if (!payload) return null;
  const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub?: string };
  return sub ?? null;
}
