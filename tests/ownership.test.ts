import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MigratedDatabase, openMigratedDatabase } from './support/migrated-database.ts';
import { listFunctions, type SqlFunction } from './support/source-lists.ts';

/**
 * Every SQL function that works for an owner, called for Bob with what is Ada's: it answers as for what does not exist, and
 * changes nothing of hers. The layer below the isolation table, where each filter can be taken out to see it missed.
 */

const [ADA, BOB] = ['a0000000-0000-4000-8000-000000000000', 'b0000000-0000-4000-8000-000000000000'];
const ADAS = {
  job: 'a1000000-0000-4000-8000-000000000000',
  trashedJob: 'a1000000-0000-4000-8000-000000000001',
  private: 'a2000000-0000-4000-8000-000000000000',
  public: 'a2000000-0000-4000-8000-000000000001',
  trashed: 'a2000000-0000-4000-8000-000000000002',
  awaiting: 'a2000000-0000-4000-8000-000000000003',
  token: 'a3000000-0000-4000-8000-000000000000',
};
const BOBS = { job: 'b1000000-0000-4000-8000-000000000000', asset: 'b2000000-0000-4000-8000-000000000000' };
const MISSING = 'c0000000-0000-4000-8000-000000000000';

const key = (owner: string, job: string, id: string, suffix = '') =>
  `${owner}/${job}/${id.replace(/^a2/, 'a4')}${suffix}.png`;
const assetSql = (owner: string, job: string, id: string, status: string, more = 'null, null, null') => `
insert into public.assets (id, job_id, owner_id, name, content_type, bytes, sha256, object_key, status, verified_at, upload_expires_at,
  public_key, slug, trashed_at)
values ('${id}', '${job}', '${owner}', '${owner === ADA ? 'secret' : 'own'}.png', 'image/png', 8, md5('${id}') || md5('${id}'), '${key(owner, job, id)}', '${status}',
  ${status === 'awaiting_upload' ? 'null' : 'now()'}, now() + interval '1 hour', ${more});
insert into storage.objects (bucket_id, name, version, metadata)
values ('assets', '${key(owner, job, id)}', 'v', '{"size": 8, "mimetype": "image/png"}'),
  ('assets', '${key(owner, job, id, '_thumb')}', 'v', '{"size": 4, "mimetype": "image/png"}');`;

const SETUP_SQL = `
insert into storage.buckets (id, name, public) values ('assets', 'assets', false), ('public-assets', 'public-assets', true);
alter table storage.objects disable trigger user;
insert into auth.users (id, email) values ('${ADA}', 'secret@example.com'), ('${BOB}', 'bob@example.com');
insert into public.profiles (owner_id, used_bytes) values ('${ADA}', 32), ('${BOB}', 8);
insert into public.jobs (id, owner_id, title, gallery_slug, gallery_on, trashed_at) values
  ('${ADAS.job}', '${ADA}', 'Secret', 'secret-gallery', true, null), ('${ADAS.trashedJob}', '${ADA}', 'Secret', null, false, now()),
  ('${BOBS.job}', '${BOB}', 'Of Bob', null, false, null);
${assetSql(ADA, ADAS.job, ADAS.private, 'private')}
${assetSql(ADA, ADAS.job, ADAS.public, 'public', `'${key(ADA, ADAS.job, MISSING)}', 'secret-page', null`)}
${assetSql(ADA, ADAS.job, ADAS.trashed, 'private', 'null, null, now()')}
${assetSql(ADA, ADAS.job, ADAS.awaiting, 'awaiting_upload')}
${assetSql(BOB, BOBS.job, BOBS.asset, 'private')}
insert into public.api_tokens (id, owner_id, name, token_hash, hint, scopes)
values ('${ADAS.token}', '${ADA}', 'secret', repeat('0', 64), 'hint', '{read}');
alter table storage.objects enable trigger user;

-- All that is Ada's.
create function public.look_at_ada() returns jsonb language sql as $$
  select jsonb_build_object(
    'profile', (select to_jsonb(p) from public.profiles p where p.owner_id = '${ADA}'),
    'jobs', (select jsonb_agg(to_jsonb(j) order by j.id) from public.jobs j where j.owner_id = '${ADA}'),
    'assets', (select jsonb_agg(to_jsonb(a) order by a.id) from public.assets a where a.owner_id = '${ADA}'),
    'variants', (select jsonb_agg(to_jsonb(v)) from public.variants v where v.owner_id = '${ADA}'),
    'tokens', (select jsonb_agg(to_jsonb(t)) from public.api_tokens t where t.owner_id = '${ADA}'),
    'images', (select jsonb_agg(to_jsonb(t)) from public.tenant_images t where t.owner_id = '${ADA}'))
$$;

-- What a statement answers and what it does to Ada. Nothing of it stays.
create function public.attempt(p_statement text) returns jsonb language plpgsql as $$
declare
  before constant jsonb := public.look_at_ada();
  answer jsonb;
  failure jsonb;
begin
  begin
    execute p_statement into answer;
  exception when others then
    failure := jsonb_build_object('state', sqlstate, 'message', sqlerrm);
  end;
  raise exception using errcode = 'ZZ001',
    message = jsonb_build_object('answer', answer, 'failure', failure, 'isUntouched', public.look_at_ada() = before)::text;
exception when sqlstate 'ZZ001' then
  return sqlerrm::jsonb;
end $$;`;

let database: MigratedDatabase;
beforeAll(async () => {
  database = await openMigratedDatabase(SETUP_SQL);
});
afterAll(() => database?.close());

/** Parameters that name something: whose it is, is what is asked. */
const TARGETS: Record<string, string[]> = {
  p_job: [ADAS.job, ADAS.trashedJob],
  p_asset: [ADAS.private, ADAS.public, ADAS.trashed, ADAS.awaiting],
  p_assets: [ADAS.private, ADAS.public, ADAS.trashed, ADAS.awaiting],
  p_token: [ADAS.token],
};
/** The others, in ways that get as far as they can. */
const VALUES: Record<string, string[]> = {
  p_visibility: ["'public'", "'private'"],
  p_action: ["'publish'", "'unpublish'", "'trash'", "'restore'", "'delete'", "'move'"],
  p_update: [`'{"title": "Mine", "gallery_on": true}'`, `'{"cover_asset_id": "{asset}"}'`],
  p_files: [`'[{"name": "a.png", "content_type": "image/png", "bytes": 8, "sha256": "${'ab'.repeat(32)}"}]'`],
  p_hashes: [`(select jsonb_build_array(md5('${ADAS.private}') || md5('${ADAS.private}')))`],
  p_variant: [`'{"name": "thumb", "content_type": "image/png", "width": 1, "height": 1, "bytes": 4}'`],
  p_stem: ["'secret'"],
  p_kind: ["'avatar'"],
  p_sort: ["'added'"],
  p_after: ['null'],
  p_search: ['null'],
  p_status: ['null'],
};
const BY_TYPE: Record<string, string> = {
  ...{ boolean: 'false', integer: '100', bigint: '100', timestamptz: "'2100-01-01'", uuid: `'${MISSING}'` },
  ...{ text: "'x'", jsonb: "'{}'" },
};

type Attempt = { name: string; statement: (target: string) => string; target: string };

/** Calls for Bob: one of the named things is Ada's, the others are Bob's own. */
function listAttempts({ name, parameters }: SqlFunction): Attempt[] {
  // The id of a new job is the server's own.
  const named = name === 'create_job' ? [] : parameters.filter((parameter) => parameter.name in TARGETS);
  const ways = parameters.reduce<Record<string, string>[]>(
    (sofar, parameter) =>
      (VALUES[parameter.name] ?? [BY_TYPE[parameter.type] ?? 'null']).flatMap((value) =>
        sofar.map((way) => ({ ...way, [parameter.name]: value })),
      ),
    [{}],
  );
  const own: Record<string, string> = { p_owner: BOB, p_job: BOBS.job, p_asset: BOBS.asset, p_assets: BOBS.asset };
  const write = (way: Record<string, string>, asked: string | null) => (target: string) => {
    const values = parameters.map((parameter) => {
      const id = parameter.name === asked ? target : own[parameter.name];
      if (parameter.name === 'p_assets') return `'["${id}"]'::jsonb`;
      if (id !== undefined) return `'${id}'::uuid`;
      return `${way[parameter.name]?.replace('{asset}', target)}::${parameter.type}`;
    });
    return `select to_jsonb(f) from public.${name}(${values.join(', ')}) f`;
  };
  const attempts = ways.flatMap((way) =>
    named.flatMap(({ name: asked }) =>
      (TARGETS[asked] ?? []).map((target) => ({ name, target, statement: write(way, asked) })),
    ),
  );
  const covers = ways
    .filter((way) => Object.values(way).some((value) => value.includes('{asset}')))
    .map((way) => ({ name, target: ADAS.public, statement: write(way, null) }));
  return named.length > 0
    ? [...attempts, ...covers]
    : ways.map((way) => ({ name, target: MISSING, statement: write(way, null) }));
}

type Attempted = { answer: unknown; failure: { state: string; message: string } | null; isUntouched: boolean };

async function attempt(statement: string): Promise<Attempted> {
  const [row] = await database.call<{ result: Attempted }>('select public.attempt($1) as result', [statement]);
  if (!row) throw new Error('no answer');
  return row.result;
}

/** Without random ids, slugs and times, which differ from one call to the next and say nothing. */
const anonymous = (seen: Attempted, target: string): string =>
  JSON.stringify([seen.answer, seen.failure])
    .replaceAll(target, 'TARGET')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/"[\w-]{22}"/g, 'SLUG')
    .replace(/\d{4}-\d\d-\d\dT[\d:.+]+/g, 'TIME');

async function findProblems(functions: SqlFunction[]): Promise<{ problems: string[]; tried: number }> {
  const problems: string[] = [];
  let tried = 0;
  for (const { statement, target } of functions.flatMap(listAttempts)) {
    tried++;
    const [hers, none] = [await attempt(statement(target)), await attempt(statement(MISSING))];
    const what = statement(target);
    if (hers.failure?.state.startsWith('42') && hers.failure.state !== '42501')
      throw new Error(`${what}: ${hers.failure.message}`);
    if (!hers.isUntouched) problems.push(`changes what is hers: ${what}`);
    if (anonymous(hers, target) !== anonymous(none, MISSING)) problems.push(`answers otherwise: ${what}`);
    if (/secret/i.test(JSON.stringify(hers.answer))) problems.push(`tells: ${what}`);
  }
  return { problems, tried };
}

const OWNED = listFunctions().filter(({ parameters }) => parameters.some(({ name }) => name === 'p_owner'));

test('no function that works for Bob sees or changes what is Ada’s', async () => {
  const { problems, tried } = await findProblems(OWNED);
  console.log(`${OWNED.length} functions, ${tried} calls`);
  expect(problems).toEqual([]);
  expect(tried).toBeGreaterThan(OWNED.length);
}, 120_000);

const OF_ASSET = ' and a.owner_id = p_owner';
const OF_JOB = ' and j.owner_id = p_owner';

test.each([
  ['private.lock_asset', OF_ASSET, ''],
  ['private.lock_job', OF_JOB, ''],
  ['public.get_asset', OF_ASSET, ''],
  ['public.get_assets', OF_ASSET, ''],
  ['public.get_job', OF_JOB, ''],
  ['public.get_asset_details', OF_ASSET, ''],
  ['public.find_asset_by_stem', 'a.owner_id = p_owner and ', ''],
  ['public.find_copies', 'a.owner_id = p_owner and ', ''],
  ['public.list_jobs', 'j.owner_id = p_owner', 'true'],
  ['public.list_api_tokens', 't.owner_id = p_owner', 'true'],
  ['public.revoke_api_token', ' and t.owner_id = p_owner', ''],
  ['public.list_public_assets', 'a.owner_id = p_owner', 'true'],
  ['public.list_all_assets', 'a.owner_id = p_owner', 'true'],
  ['public.take_back_all', 'a.owner_id = p_owner', 'true'],
  ['public.empty_trash', 'a.owner_id = p_owner', 'true'],
])('without the filter by owner, %s would be noticed', async (name, from, to) => {
  const { problems } = await database.withFunctionChanged(name, from, to, () => findProblems(OWNED));
  console.log(`${name}: ${problems.length} problems, such as ${problems[0]}`);
  expect(problems.length).toBeGreaterThan(0);
});
