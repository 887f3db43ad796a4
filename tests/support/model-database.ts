import type { Call } from '../../lib/model/calls.ts';
import type { DatabaseState } from '../../lib/model/database-state.ts';
import { type MigratedDatabase, openMigratedDatabase } from './migrated-database.ts';
import {
  ASSET,
  type ComparableState,
  fileUuid,
  JOB,
  OWNER,
  type StoredState,
  toComparable,
  toModelNames,
  toStored,
} from './model-names.ts';
import { toStatement } from './model-statements.ts';

/** The real tables and functions, put into any state of the model to take one step from there. */

const SETUP_SQL = `
insert into storage.buckets (id, name, public) values ('assets', 'assets', false), ('public-assets', 'public-assets', true);
insert into public.profiles (owner_id) values ('${OWNER}');
insert into public.jobs (id, owner_id, title) values ('${JOB}', '${OWNER}', 'Model');

create schema model;

create function model.put(p jsonb) returns void language plpgsql as $$
declare
  r constant jsonb := nullif(p->'row', 'null');
  v constant jsonb := nullif(r->'variant', 'null');
  l constant jsonb := nullif(p->'lease', 'null');
begin
  if r is not null then
    insert into public.assets (id, job_id, owner_id, name, content_type, bytes, sha256, object_key, slug, status, generation,
      wanted_visibility, public_key, trashed_at, problem_code, quota_released, verified_at, upload_expires_at)
    values ('${ASSET}', '${JOB}', '${OWNER}', 'm.png', 'image/png', 8, repeat('0', 64), '${OWNER}/${JOB}/${fileUuid(0)}.png', 'slug',
      r->>'status', (r->>'generation')::bigint, r->>'wantedVisibility', r->>'publicKey',
      case when (r->>'isTrashed')::boolean then now() end, r->>'problem', (r->>'isQuotaReleased')::boolean,
      case when r->>'status' in ('private', 'publishing', 'public', 'unpublishing', 'lost') then now() - interval '1 day' end,
      now() + (p->>'uploadExpiresIn')::interval);
  end if;
  if v is not null then
    insert into public.variants (asset_id, owner_id, name, content_type, extension, width, height, bytes)
    values ('${ASSET}', '${OWNER}', 'thumb', 'image/' || (v->>'extension'), v->>'extension', 1, 1, (v->>'bytes')::bigint);
  end if;
  if l is not null then
    insert into public.leases (asset_id, generation, token, due_at, attempts)
    values ('${ASSET}', (l->>'generation')::bigint, (l->>'token')::uuid, now() - interval '1 second', (l->>'attempts')::integer);
  end if;
  insert into storage.objects (bucket_id, name, version, metadata, created_at, updated_at)
  select o->>'bucket', o->>'name', 'before', o->'metadata', now() - interval '1 day', now() - interval '1 day'
  from jsonb_array_elements(p->'objects') o;
  update public.profiles set used_bytes = (p->>'usedBytes')::bigint;
end $$;

create function model.get() returns jsonb language sql as $$
  select jsonb_build_object(
    'row', (select jsonb_build_object('status', a.status, 'generation', a.generation, 'wantedVisibility', a.wanted_visibility,
      'publicKey', a.public_key, 'isTrashed', a.trashed_at is not null, 'problem', a.problem_code, 'isQuotaReleased', a.quota_released,
      'variant', (select jsonb_build_object('extension', v.extension, 'bytes', v.bytes) from public.variants v)) from public.assets a),
    'lease', (select jsonb_build_object('generation', l.generation, 'token', l.token, 'attempts', l.attempts) from public.leases l),
    'objects', coalesce((select jsonb_agg(jsonb_build_object('bucket', o.bucket_id, 'name', o.name, 'metadata', o.metadata)) from storage.objects o), '[]'),
    'usedBytes', (select p.used_bytes from public.profiles p))
$$;

-- The state after one statement, and its answer or failure. Nothing of it stays.
create function model.step(p_before jsonb, p_statement text) returns jsonb language plpgsql as $$
declare
  answer jsonb;
  failure jsonb;
begin
  -- The guard judges steps, not the state that they start from.
  alter table storage.objects disable trigger user;
  perform model.put(p_before);
  alter table storage.objects enable trigger user;
  begin
    execute p_statement into answer;
  exception when others then
    failure := jsonb_build_object('state', sqlstate, 'message', sqlerrm);
  end;
  raise exception using errcode = 'ZZ001',
    message = jsonb_build_object('answer', answer, 'failure', failure, 'after', model.get())::text;
exception when sqlstate 'ZZ001' then
  return sqlerrm::jsonb;
end $$;
`;

export type RealStep = {
  after: ComparableState;
  answer: unknown;
  /** SQLSTATE and message. */
  failure: { state: string; message: string } | null;
};

export type ModelDatabase = MigratedDatabase & {
  /** Null for a call that asks nothing of the database. */
  step(before: DatabaseState, call: Call): Promise<RealStep | null>;
};

export async function openModelDatabase(): Promise<ModelDatabase> {
  const database = await openMigratedDatabase(SETUP_SQL);
  return {
    ...database,
    async step(before, call) {
      const statement = toStatement(call);
      if (statement === null) return null;
      const state = JSON.stringify(toStored(before, call));
      const [row] = await database.call<{ result: RealStep & { after: StoredState } }>(
        'select model.step($1::text::jsonb, $2) as result',
        [state, statement],
      );
      if (!row) throw new Error('no answer');
      const { answer, failure, after } = row.result;
      return { answer: toModelNames(answer, before), failure, after: toComparable(after, before) };
    },
  };
}
