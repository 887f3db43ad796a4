const COLUMNS = '(bucket_id, name, owner, owner_id, version, metadata, user_metadata)';
const VALUES = `p_row->>'bucketId', p_row->>'key', (p_row->>'owner')::uuid, p_row->>'owner', p_row->>'version',
      p_row->'metadata', p_row->'userMetadata'`;

/** The same row whether it stays or not; a plain insert where nothing may be replaced, so that 23505 tells of what is there. */
const INSERT_SQL = `
    if p_upsert then
      insert into storage.objects ${COLUMNS} values (${VALUES})
      on conflict (bucket_id, name) do update set owner = excluded.owner, owner_id = excluded.owner_id,
        version = excluded.version, metadata = excluded.metadata, user_metadata = excluded.user_metadata,
        updated_at = now();
    else
      insert into storage.objects ${COLUMNS} values (${VALUES});
    end if;`;

/**
 * Each write of an object is one statement: a transaction of eight, one round trip each, is what an upload would
 * mostly wait for. The functions are for the owner of the database alone.
 */
export const FUNCTIONS_SQL = `
create schema if not exists embedded;

-- From here to the end of the transaction whatever runs, runs as this caller.
-- Lite's auth.uid() reads the legacy settings, auth.jwt() and newer definitions read the claims: all are set.
create or replace function embedded.assume(p_caller jsonb) returns void language plpgsql as $$
begin
  perform set_config('request.jwt.claims', ((p_caller->'claims') || jsonb_build_object('role', p_caller->>'role'))::text, true),
    set_config('request.jwt.claim.sub', coalesce(p_caller->'claims'->>'sub', ''), true),
    set_config('request.jwt.claim.role', p_caller->>'role', true),
    set_config('request.jwt.claim.email', coalesce(p_caller->'claims'->>'email', ''), true),
    set_config('lock_timeout', '3s', true), set_config('role', p_caller->>'role', true);
end $$;

-- Lets policies and triggers judge a write before it happens.
create or replace function embedded.probe_object(p_caller jsonb, p_row jsonb, p_upsert boolean) returns void
language plpgsql as $$
begin
  perform embedded.assume(p_caller);
  begin${INSERT_SQL}
    raise exception 'taken back' using errcode = 'ZZ001';
  exception when sqlstate 'ZZ001' then
    null;
  end;
end $$;

-- Writes the row of a completed object with Storage's own rights; triggers still judge it. Null: the upload token was
-- spent before. Two first writes at once would both see no row, and the loser's file would stay behind: hence the lock.
create or replace function embedded.write_object(p_row jsonb, p_upsert boolean, p_token jsonb) returns jsonb
language plpgsql as $$
declare
  previous text;
  written uuid;
begin
  perform embedded.assume('{"role": "service_role", "claims": {}}');
  perform pg_advisory_xact_lock(hashtextextended((p_row->>'bucketId') || '/' || (p_row->>'key'), 0));
  if p_upsert then
    select version into previous from storage.objects
    where bucket_id = p_row->>'bucketId' and name = p_row->>'key' for update;
  end if;
  if p_token is not null then
    delete from storage.used_upload_tokens where expires_at < now();
    insert into storage.used_upload_tokens (digest, expires_at)
    values (p_token->>'digest', (p_token->>'expiresAt')::timestamptz) on conflict do nothing;
    if not found then
      return null;
    end if;
  end if;${INSERT_SQL}
  select id into written from storage.objects where bucket_id = p_row->>'bucketId' and name = p_row->>'key';
  return jsonb_build_object('id', written, 'previousVersion', previous);
end $$;

revoke all on schema embedded from public;
revoke all on function embedded.assume, embedded.probe_object, embedded.write_object from public;
`;
