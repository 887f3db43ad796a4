import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asset } from '../lib/schemas/asset.ts';
import { findPostgres } from '../scripts/launch/find-postgres.mjs';
import { type Api, createApi } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeTinyPng } from './support/make-images.ts';
import { runScript } from './support/run-script.ts';
import { startPostgres } from './support/start-postgres.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** Damage that the guard would never let happen, done with the guard off: what the doctor and the janitor make of it. */

const CRON_SECRET = 'a secret of the scheduler';
const WELL = { lost: 0, leaked: 0, broken: 0, orphaned: 0, stuck: 0, quotaDrift: 0 };
const programs = findPostgres();
if (!programs) console.warn('Skipped: the doctor on damaged rows and objects; no PostgreSQL server is installed.');

let server: { url: string; stop(): Promise<void> };
let sql: Sql;
let stack: Stack;
let backend: Backend;
let user: User;
let api: Api;
let jobId: string;
let seed = 1;

beforeAll(async () => {
  if (!programs) return;
  server = await startPostgres(programs);
  stack = await startStack({ env: { DATABASE_URL: server.url, CRON_SECRET } });
  sql = postgres(server.url, { max: 1, onnotice: () => {} });
  backend = createBackend(stack);
  user = await signUp(stack, 'ada');
  api = createApi(stack.appUrl, user.accessToken);
  jobId = (await api.createJob('Prints')).id;
});
afterAll(async () => {
  await sql?.end();
  await stack?.stop();
  await server?.stop();
});

const image = () => ({ name: 'a.png', bytes: makeTinyPng(seed++) });
const upload = () => api.upload(jobId, image());
const publish = async () => api.setVisibility((await upload()).id, 'public');

async function doctor(...args: string[]) {
  const { stdout, stderr, exitCode } = await runScript('doctor', ['--json', ...args], stack.operatorEnv);
  if (exitCode === 2) throw new Error(stderr);
  return { exitCode, findings: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as typeof WELL, stderr };
}

/** As if the guard had never been there. */
async function withoutGuard(damage: () => Promise<unknown>): Promise<void> {
  await sql`alter table storage.objects disable trigger guard_storage_objects`;
  try {
    await damage();
  } finally {
    await sql`alter table storage.objects enable trigger guard_storage_objects`;
  }
}

async function store(bucket: string, key: string): Promise<void> {
  const { error } = await backend.client.storage
    .from(bucket)
    .upload(key, makeTinyPng(999), { contentType: 'image/png' });
  if (error) throw error;
}
const removeObject = (bucket: string, key: string) => backend.client.storage.from(bucket).remove([key]);
const age = (name: string) =>
  sql`update storage.objects set created_at = now() - interval '2 hours', updated_at = now() - interval '2 hours' where name = ${name}`;
const tick = () => createApi(stack.appUrl, CRON_SECRET).call('POST', '/api/cron/janitor');
const keyOf = async ({ id }: Asset) => (await backend.getAssetRow(id)).object_key;
const publicKeyOf = async ({ id }: Asset) => `${(await backend.getAssetRow(id)).public_key}`;

describe.skipIf(!programs)('the doctor', () => {
  test('finds nothing where everything is well, whatever state assets are in', async () => {
    const [shown] = await Promise.all([
      publish(),
      upload(),
      api.presignOne(jobId, { name: 'b.png', bytes: makeTinyPng(50) }),
    ]);
    await api.trashAsset((await upload()).id);
    await api.setVisibility(shown.id, 'private');
    expect(await doctor('--originals')).toMatchObject({ exitCode: 0, findings: WELL });
    expect(await doctor('--repair')).toMatchObject({ exitCode: 0, findings: WELL });
    expect((await takeInventory(backend)).problems).toEqual([]);
  });

  test('counts each kind of damage as itself, and mends all but bytes that are gone', async () => {
    const [gone, shown, incomplete] = [await upload(), await publish(), await publish()];
    const owner = user.id;
    const stray = `${owner}/${jobId}/${crypto.randomUUID()}.png`;
    const leaked = `${owner}/${jobId}/${crypto.randomUUID()}.png`;
    const unknownVariant = (await keyOf(shown)).replace('.png', '_9x9.png');
    const freshVariant = (await keyOf(shown)).replace('.png', '_8x8.png');
    await withoutGuard(async () => {
      await removeObject('assets', await keyOf(gone));
      await store('assets', stray);
      await store('assets', unknownVariant);
      await age(unknownVariant);
      // May be on its way: a variant that its caller supplies is written before it is recorded.
      await store('assets', freshVariant);
      await store('public-assets', leaked);
      await removeObject('public-assets', await publicKeyOf(incomplete));
      await sql`update public.profiles set used_bytes = used_bytes + 7`;
      await sql`update public.assets set status = 'verifying' where id = ${(await upload()).id}`;
    });
    const damage = { lost: 1, leaked: 1, broken: 1, orphaned: 2, stuck: 1, quotaDrift: 1 };
    expect(await doctor()).toMatchObject({ exitCode: 1, findings: damage });

    const { findings, stderr } = await doctor('--repair');
    expect(stderr).toContain('before: 2 files in the private bucket that no image has');
    // Bytes that are gone stay gone.
    expect(findings).toEqual({ ...WELL, lost: 1 });
    const again = await api.settled(incomplete.id);
    expect(again).toMatchObject({ status: 'public', pageUrl: incomplete.pageUrl });
    expect((await fetch(`${again.publicUrl}`)).status).toBe(200);
    expect(await api.getAsset(gone.id)).toMatchObject({ status: 'lost', rejection: { code: 'lost' } });
    const keys = await backend.listKeys('assets');
    expect(keys).not.toContain(stray);
    expect(keys).not.toContain(unknownVariant);
    expect(keys).toContain(freshVariant);
    expect(await backend.listKeys('public-assets')).not.toContain(leaked);
    expect(await backend.listKeys('public-assets')).toContain(await publicKeyOf(shown));

    await api.deleteAsset(gone.id);
    await withoutGuard(() => removeObject('assets', freshVariant));
    expect(await doctor()).toMatchObject({ exitCode: 0, findings: WELL });
    expect((await takeInventory(backend)).problems).toEqual([]);
  });

  test('a damaged original is found by reading it back; a public one is taken back first', async () => {
    const [kept, shown] = [await upload(), await publish()];
    await withoutGuard(async () => {
      for (const asset of [kept, shown]) {
        const key = await keyOf(asset);
        await removeObject('assets', key);
        await store('assets', key);
      }
    });
    expect((await doctor()).findings).toEqual(WELL);
    await doctor('--originals', '--repair');
    await expect.poll(async () => (await api.getAsset(shown.id)).status).toBe('lost');
    expect((await api.getAsset(kept.id)).status).toBe('lost');
    expect((await fetch(`${shown.pageUrl}`)).status).toBe(404);
    expect((await doctor()).findings).toEqual({ ...WELL, lost: 2 });
    for (const asset of [kept, shown]) await api.deleteAsset(asset.id);
    expect((await doctor()).findings).toEqual(WELL);
  });
});

describe.skipIf(!programs)('the janitor', () => {
  test('does the same by itself, a stretch at a time, and tells of an alarm', async () => {
    const [gone, old] = [await upload(), await upload()];
    const stray = `${user.id}/${jobId}/${crypto.randomUUID()}.png`;
    await withoutGuard(async () => {
      await removeObject('assets', await keyOf(gone));
      const key = await keyOf(old);
      await removeObject('assets', key);
      await store('assets', key);
      await store('public-assets', stray);
      await sql`update public.assets set verified_at = now() - interval '31 days' where id = ${old.id}`;
    });
    // The buckets are small: the second pass begins them again.
    for (let pass = 0; pass < 3; pass++) expect((await tick()).status).toBe(200);
    expect((await api.getAsset(gone.id)).status).toBe('lost');
    expect((await api.getAsset(old.id)).status).toBe('lost');
    expect(await backend.listKeys('public-assets')).not.toContain(stray);
    expect(stack.readLog()).toContain(`ALARM original of ${old.id}`);
  });

  test('what is due is done to its end in one pass', async () => {
    const [expired, trashed] = [await api.presignOne(jobId, image()), await upload()];
    const arrived = await api.store(jobId, image());
    await api.trashAsset(trashed.id);
    const keys = [await keyOf(trashed), (await backend.getAssetRow(arrived.assetId)).object_key];
    await sql`update public.assets set upload_expires_at = now() - interval '1 hour' where id = ${expired.assetId}`;
    await sql`update public.assets set trashed_at = now() - interval '31 days' where id = ${trashed.id}`;
    await sql`update public.assets set created_at = now() - interval '1 hour' where id = ${arrived.assetId}`;

    expect((await tick()).body).toMatchObject({ expiredUploads: 1, expiredTrash: 1, staleUploads: 1 });
    const rows = await sql<{ id: string; status: string }[]>`
      select id, status from public.assets where id in ${sql([expired.assetId, trashed.id, arrived.assetId])}`;
    expect(rows).toEqual([{ id: arrived.assetId, status: 'private' }]);
    const left = await backend.listKeys('assets');
    expect(keys.map((key) => left.includes(key))).toEqual([false, true]);
  });
});
