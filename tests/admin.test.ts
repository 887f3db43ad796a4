import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asset } from '../lib/schemas/asset.ts';
import { findFreePort } from '../scripts/launch/ports.mjs';
import { type Answer, type Api, createApi, errorCodeOf, put, sha256Of } from './support/api-client.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { type Backend, createBackend } from './support/database.ts';
import { addressOf, lacksEmbedded } from './support/external-back-end.ts';
import { takeInventory } from './support/invariants.ts';
import { setSignUpPolicy } from './support/invitations.ts';
import { makePngOfBytes, makeTinyPng } from './support/make-images.ts';
import { type AdminAnswer, runAdmin } from './support/run-admin.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** The operator's command, run as it is at a terminal, and what it changes for everybody else. */

let stack: Stack;
let backend: Backend;
const outputs: string[] = [];

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
});
afterAll(() => stack?.stop());

async function admin(...args: string[]): Promise<AdminAnswer> {
  const answer = await runAdmin(args, stack.operatorEnv);
  outputs.push(answer.stdout, answer.stderr);
  return answer;
}

async function adminOk(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await admin(...args);
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stderr).toBe('');
  return stdout;
}

type Owner = { user: User; api: Api; jobId: string };

async function openAccount(name: string): Promise<Owner> {
  const user = await signUp(stack, name);
  const api = createApi(stack.appUrl, user.accessToken);
  return { user, api, jobId: (await api.createJob(`Of ${name}`)).id };
}

const image = (seed: number) => ({ name: `image-${seed}.png`, bytes: makeTinyPng(seed) });

async function publish({ api, jobId }: Owner, seed: number): Promise<Asset & { pageUrl: string; publicUrl: string }> {
  const shown = await api.setVisibility((await api.upload(jobId, image(seed))).id, 'public');
  if (!shown.pageUrl || !shown.publicUrl) throw new Error(`${shown.name} is ${shown.status}`);
  return { ...shown, pageUrl: shown.pageUrl, publicUrl: shown.publicUrl };
}

const askVisibility = (api: Api, assetId: string, visibility = 'public') =>
  api.call('PUT', `/api/v1/assets/${assetId}/visibility`, { visibility });
const messageOf = ({ body }: Answer) => (body as { error: { message: string } }).error.message;
const statusOf = async (url: string) => (await fetch(url)).status;
const isThere = async (url: string) => (await fetch(url)).ok;

describe('the command line', () => {
  test('a misuse is explained, with the text of help and another exit code than a failure', async () => {
    const { exitCode, stdout, stderr } = await admin('takedown', '--reason', 'Spam');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^<image> is missing\.\n\nUsage: npm run admin -- <command>\n/);
  });

  test('help is the same text, and no failure', async () => {
    expect(await adminOk('help')).toMatch(/^Usage: npm run admin -- <command>\n/);
  });

  test.each([
    [['quota', 'nobody@example.com', '1GB'], 'There is no account nobody@example.com.'],
    [['takedown', '--account', 'nobody@example.com'], 'There is no account nobody@example.com.'],
    [
      ['takedown', 'http://localhost/p/AAAAAAAAAAAAAAAAAAAAAA'],
      'There is no image http://localhost/p/AAAAAAAAAAAAAAAAAAAAAA.',
    ],
    [
      ['takedown', 'http://localhost/g/AAAAAAAAAAAAAAAAAAAAAA'],
      'There is no image http://localhost/g/AAAAAAAAAAAAAAAAAAAAAA.',
    ],
    [['restore', crypto.randomUUID()], /^There is no image [0-9a-f-]+\.\n$/],
    [['restore', '--account', 'nobody'], 'There is no account nobody.'],
    [['invite'], 'Invitations count only while SIGN_UP is "invite".'],
  ])('%j says in a sentence what is not there', async (args, message) => {
    const { exitCode, stdout, stderr } = await admin(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(typeof message === 'string' ? new RegExp(`^${RegExp.escape(message)}\n$`) : message);
  });

  test.skipIf(lacksEmbedded('is about the embedded back end'))(
    'it says how the embedded back end is started where it does not run',
    async () => {
      const dataDir = join(stack.tmpDir, 'elsewhere');
      mkdirSync(dataDir);
      const sentence = /^The embedded back end does not run\. Start it with `npm start` in another terminal/;
      const never = await runAdmin(['users'], { VITRINE_DATA_DIR: dataDir });
      expect(never).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(sentence) });
      const facts = JSON.parse(readFileSync(join(stack.dataDir, 'embedded.json'), 'utf8'));
      const url = `http://127.0.0.1:${await findFreePort()}`;
      writeFileSync(join(dataDir, 'embedded.json'), JSON.stringify({ ...facts, url }));
      const killed = await runAdmin(['users'], { VITRINE_DATA_DIR: dataDir });
      expect(killed).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(sentence) });
    },
  );

  test('it works on a Supabase project that the environment names', async () => {
    const { supabaseUrl: SUPABASE_URL, anonKey: SUPABASE_ANON_KEY, serviceKey: SUPABASE_SECRET_KEY } = stack;
    const project = { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_KEY: '', SUPABASE_SECRET_KEY };
    const { exitCode, stdout } = await runAdmin(['users', '--json'], project);
    expect({ exitCode, stdout: JSON.parse(stdout) }).toEqual({ exitCode: 0, stdout: expect.any(Array) });
    const { stderr } = await runAdmin(['invite'], project);
    expect(stderr).toBe('Set SITE_URL to the address of the site: the link leads there.\n');
  });
});

test('users: a table for people and an array for programs', async () => {
  const { user, api, jobId } = await openAccount('ursula');
  await api.upload(jobId, image(1));
  const shown = await api.upload(jobId, { name: 'large.png', bytes: makePngOfBytes(1_500_000) });
  await api.setVisibility(shown.id, 'public');
  const table = (await adminOk('users')).trimEnd().split('\n');
  expect(table[0]).toMatch(/^E-MAIL +ID +STATE +JOBS +IMAGES +PUBLIC +USED +OF +SINCE$/);
  const line = table.find((row) => row.startsWith(user.email)) ?? '';
  expect(line).toMatch(
    new RegExp(`^${RegExp.escape(user.email)} +${user.id} +active +1 +2 +1 +1\\.4 MB +5 GB +\\d{4}-\\d\\d-\\d\\d$`),
  );
  const idColumn = table[0]?.indexOf('ID') ?? 0;
  expect(table.slice(1).every((row) => /^[0-9a-f]{8}-/.test(row.slice(idColumn)))).toBe(true);

  const accounts: unknown[] = JSON.parse(await adminOk('users', '--json'));
  expect(accounts).toHaveLength(table.length - 1);
  expect(accounts).toContainEqual({
    ...{ ownerId: user.id, email: user.email, createdAt: expect.any(String), admission: 'admitted' },
    ...{ jobCount: 1, assetCount: 2, publicCount: 1, usedBytes: 1_500_000 + makeTinyPng(1).length },
    ...{ quotaBytes: 5 * 1024 ** 3, ownQuotaBytes: null, state: 'active', suspensionReason: null },
  });
  const pages: { owner_id: string; email: string }[] = [];
  for (;;) {
    const args = { p_after: pages.at(-1)?.owner_id ?? null, p_limit: 1 };
    const { data } = await backend.client.rpc('list_accounts', args);
    if (data.length === 0) break;
    pages.push(...data);
  }
  expect(pages.map(({ email }) => email)).toEqual(accounts.map((account) => (account as User).email));
});

test('quota: what is beyond it is refused, and let in once it is raised', async () => {
  const { user, api, jobId } = await openAccount('quentin');
  const large = { name: 'large.png', bytes: makePngOfBytes(20_000) };
  const declare = async () => {
    const { name, bytes } = large;
    const [answer] = await api.presign(jobId, [
      { name, contentType: 'image/png', bytes: bytes.length, sha256: sha256Of(bytes) },
    ]);
    return answer;
  };
  await api.upload(jobId, image(1));
  expect(await adminOk('quota', user.email, '10kB')).toContain(
    `Quota of ${addressOf('quentin')}: 5 GB (the default) before, 10 kB (10240 bytes) now.`,
  );
  expect(await declare()).toMatchObject({ status: 'refused', error: { code: 'limit_exceeded' } });
  expect((await api.me()).quotaBytes).toBe(10_240);
  expect(await adminOk('quota', user.id, '0')).toContain('It stays; nothing can be added.');
  await adminOk('quota', user.id.toUpperCase(), '1 MB');
  expect((await api.upload(jobId, large)).status).toBe('private');
  expect(await adminOk('quota', addressOf('Quentin').replace('example', 'Example'), 'default')).toContain(
    '1 MB (1048576 bytes) before, 5 GB (the default) now.',
  );
});

describe('takedown of an image', () => {
  test('its page and file are gone, its owner reads why and cannot publish it; restored, it gets a new file', async () => {
    const owner = await openAccount('ida');
    const { api } = owner;
    const shown = await publish(owner, 1);
    const bystander = await publish(owner, 2);
    expect([await statusOf(shown.pageUrl), await isThere(shown.publicUrl)]).toEqual([200, true]);

    const said = await adminOk('takedown', shown.pageUrl, '--reason', 'It shows   a licence plate.');
    expect(said).toContain(`Taken down: image-1.png (${shown.id}) of ${addressOf('ida')}\n`);
    expect(said).toContain(`page: ${shown.pageUrl} is gone\n`);
    expect(said).toMatch(/file: \S+\.png is gone from the public bucket; its address gives no bytes\n/);
    expect(said).toContain(`npm run admin -- restore ${shown.id}`);
    expect([await statusOf(shown.pageUrl), await isThere(shown.publicUrl)]).toEqual([404, false]);
    expect(await backend.listKeys('public-assets', owner.user.id)).not.toContainEqual(
      expect.stringContaining(shown.publicUrl.split('/').at(-1) ?? ''),
    );
    expect([await statusOf(bystander.pageUrl), await isThere(bystander.publicUrl)]).toEqual([200, true]);

    const taken = await api.getAsset(shown.id);
    expect(taken).toMatchObject({ status: 'private', takenDown: { reason: 'It shows a licence plate.' } });
    expect(taken.takeBack?.originGoneAt).not.toBeNull();
    const refused = await askVisibility(api, shown.id);
    expect(errorCodeOf(refused)).toBe('403 forbidden');
    expect(messageOf(refused)).toBe(
      'The operator took this image down, so it cannot be published. The reason: It shows a licence plate.',
    );
    expect((await askVisibility(api, shown.id, 'private')).status).toBe(200);
    expect(await isThere(taken.url ?? '')).toBe(true);

    // By another name of it, and once more without a reason: nothing is left to do, and the reason stays.
    expect(await adminOk('takedown', shown.publicUrl)).toContain('is gone from the public bucket');
    expect((await api.getAsset(shown.id)).takenDown?.reason).toBe('It shows a licence plate.');

    const restored = await adminOk('restore', shown.publicUrl);
    expect(restored).toContain(`image-1.png of ${addressOf('ida')} may be published again.`);
    expect(restored).toContain('Nothing became public by itself');
    expect(await api.getAsset(shown.id)).toMatchObject({ status: 'private', takenDown: null });
    expect(await statusOf(shown.pageUrl)).toBe(404);
    const again = await api.setVisibility(shown.id, 'public');
    expect(again.pageUrl).toBe(shown.pageUrl);
    expect(again.publicUrl).not.toBe(shown.publicUrl);
    expect([await statusOf(shown.pageUrl), await isThere(shown.publicUrl)]).toEqual([200, false]);
  });

  test('a copy of it is taken back too, and neither another job nor a second upload brings it back', async () => {
    const owner = await openAccount('carl');
    const { api, jobId } = owner;
    const shown = await publish(owner, 1);
    const otherJob = (await api.createJob('Other')).id;
    const copy = await publish({ ...owner, jobId: otherJob }, 1);
    const foreign = await publish(await openAccount('somebody-else'), 1);
    const said = await adminOk('takedown', copy.id);
    for (const { id, pageUrl, publicUrl } of [shown, copy]) {
      expect(said).toContain(id);
      expect([await statusOf(pageUrl), await isThere(publicUrl)]).toEqual([404, false]);
      expect(errorCodeOf(await askVisibility(api, id))).toBe('403 forbidden');
    }
    // Somebody else's image of the same bytes is theirs.
    expect(await statusOf(foreign.pageUrl)).toBe(200);

    await api.deleteAsset(shown.id);
    await api.deleteAsset(copy.id);
    const thirdJob = (await api.createJob('Third')).id;
    const sent = await api.upload(thirdJob, image(1));
    expect(sent.takenDown).not.toBeNull();
    expect(errorCodeOf(await askVisibility(api, sent.id))).toBe('403 forbidden');
    const ticket = await api.store(jobId, image(1));
    expect(errorCodeOf(await askVisibility(api, ticket.assetId))).toMatch(/^(403 forbidden|409 asset_not_ready)$/);

    expect(await adminOk('restore', sent.id)).toContain('in all 2 jobs that have it');
    expect((await api.setVisibility(sent.id, 'public')).status).toBe('public');
  });

  test('one that never was public, and one whose publication is wanted already, stay private', async () => {
    const { api, jobId } = await openAccount('nora');
    const kept = await api.upload(jobId, image(1));
    const said = await adminOk('takedown', kept.id.toUpperCase());
    expect(said).toContain('page: it never had one\n  file: it never was public\n');
    expect(errorCodeOf(await askVisibility(api, kept.id))).toBe('403 forbidden');

    const { assetId } = await api.store(jobId, image(2));
    const { error } = await backend.client.rpc('begin_verification', {
      p_owner: (await backend.getAssetRow(assetId)).owner_id,
      p_asset: assetId,
    });
    expect(error).toBeNull();
    expect((await askVisibility(api, assetId)).status).toBe(200);
    await adminOk('takedown', assetId);
    expect(errorCodeOf(await askVisibility(api, assetId))).toBe('403 forbidden');
    expect(await api.complete(assetId)).toMatchObject({ status: 200 });
    expect(await api.settled(assetId)).toMatchObject({ status: 'private', wantedVisibility: 'private' });
  });
});

describe('takedown of an account', () => {
  test('nothing of it is public, nothing is added, all else works; restored, its owner decides', async () => {
    const owner = await openAccount('sam');
    const { user, api, jobId } = owner;
    await api.putImage('/me/logos/primary', makeTinyPng(500));
    const shown = [await publish(owner, 1), await publish(owner, 2), await publish(owner, 3)];
    const kept = await api.upload(jobId, image(4));
    const { galleryUrl } = await api.updateJob(jobId, { gallery: 'on' });
    const stored = await api.store(jobId, image(5));
    const declared = await api.presignOne(jobId, image(6));
    const { token } = await makeApiToken(backend, user, ['read']);
    expect((await backend.listKeys('public-assets', user.id)).length).toBeGreaterThan(3);

    const said = await adminOk('takedown', '--account', user.email, '--reason', 'Spam.');
    expect(said).toMatch(new RegExp(`^${RegExp.escape(user.email)}: \\d images and \\d+ files to take back\n`));
    expect(said).toContain(`${addressOf('sam')}: 0 images and 0 files to take back\n`);
    expect(said).toContain(`The account ${addressOf('sam')} is suspended`);
    for (const { pageUrl, publicUrl } of shown) {
      expect([await statusOf(pageUrl), await isThere(publicUrl)]).toEqual([404, false]);
    }
    expect(await statusOf(galleryUrl ?? '')).toBe(404);
    expect(await backend.listKeys('public-assets', user.id)).toEqual([]);
    expect(await adminOk('users')).toMatch(new RegExp(`${user.id} +suspended `));

    const message =
      'This account was taken down by the operator: nothing can be added or published. You can still read, export and delete what you have. The reason: Spam.';
    const png = makeTinyPng(7);
    const file = { name: 'a.png', contentType: 'image/png', bytes: png.length, sha256: sha256Of(png) };
    const refusals: Record<string, Answer> = {
      presign: await api.call('POST', `/api/v1/jobs/${jobId}/uploads`, { files: [file] }),
      'new job': await api.call('POST', '/api/v1/jobs', { title: 'No' }),
      publish: await askVisibility(api, kept.id),
      gallery: await api.call('PATCH', `/api/v1/jobs/${jobId}`, { gallery: 'on' }),
      'upload URL': await api.call('POST', `/api/v1/assets/${declared.assetId}/upload-url`),
      avatar: await api.call('PUT', '/api/v1/me/avatar', png, { 'content-type': 'image/png' }),
    };
    for (const [what, answer] of Object.entries(refusals)) {
      expect([errorCodeOf(answer), messageOf(answer)], what).toEqual(['403 forbidden', message]);
    }
    // An upload URL from before brings nothing more; bytes that were there are verified, in private.
    expect((await put(declared, image(6).bytes)).ok).toBe(false);
    expect((await api.complete(stored.assetId)).status).toBe(200);
    expect((await api.settled(stored.assetId)).status).toBe('private');

    expect(await api.me()).toMatchObject({ state: 'suspended', suspensionReason: 'Spam.' });
    expect(await isThere((await api.getAsset(kept.id)).url ?? '')).toBe(true);
    const script = createApi(stack.appUrl, token);
    expect((await script.listAssets(jobId)).items.length).toBeGreaterThan(4);
    const everything = await backend.client.rpc('list_all_assets', { p_owner: user.id, p_after: null, p_limit: 100 });
    expect(everything.data).toHaveLength(6);
    await api.deleteAsset(kept.id);
    await api.trashAsset(stored.assetId);

    const restored = await adminOk('restore', '--account', user.id);
    expect(restored).toContain(`The account ${addressOf('sam')} is active again`);
    expect(restored).toContain('Nothing became public by itself');
    expect(await backend.listKeys('public-assets', user.id)).toEqual([]);
    expect(await api.me()).toMatchObject({ state: 'active', suspensionReason: null });
    const [first] = shown;
    const again = await api.setVisibility(first?.id ?? '', 'public');
    expect(again.publicUrl).not.toBe(first?.publicUrl);
    expect(await statusOf(again.pageUrl ?? '')).toBe(200);
    expect((await put(declared, image(6).bytes)).ok).toBe(true);
  });

  test('an owner who keeps publishing meanwhile gets nothing through', async () => {
    const owner = await openAccount('rita');
    const { user, api, jobId } = owner;
    const assets = await Promise.all([1, 2, 3, 4].map((seed) => api.upload(jobId, image(seed))));
    let isRunning = true;
    const publishing = assets.map(async ({ id }) => {
      const statuses: number[] = [];
      while (isRunning) {
        statuses.push((await askVisibility(api, id)).status);
        if (statuses.length % 3 === 0) statuses.push((await askVisibility(api, id, 'private')).status);
      }
      return statuses;
    });
    const { exitCode, stderr } = await admin('takedown', '--account', user.id);
    isRunning = false;
    for (const status of (await Promise.all(publishing)).flat()) expect([200, 403]).toContain(status);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const { id } of assets) expect(errorCodeOf(await askVisibility(api, id))).toBe('403 forbidden');
    for (const { id } of assets) expect((await api.settled(id)).status).toBe('private');
    expect(await backend.listKeys('public-assets', user.id)).toEqual([]);
  });
});

test('invite: the link admits one person', async () => {
  await setSignUpPolicy(backend, 'invite');
  const said = await adminOk('invite', '--note', 'Grace', '--days', '2');
  const link = said.trimEnd().split('\n').at(-1) ?? '';
  expect(link).toMatch(new RegExp(`^${RegExp.escape(stack.appUrl)}/sign-up\\?invite=[\\w-]{32}$`));
  const until = new Date(Date.now() + 2 * 24 * 3600_000).toISOString().slice(0, 10);
  expect(said).toContain(`This link admits one person until ${until}.`);
  expect(await statusOf(link)).toBe(200);

  const [guest, late] = [await signUp(stack, 'guest'), await signUp(stack, 'late')];
  const firstJob = ({ accessToken }: User) =>
    createApi(stack.appUrl, accessToken).call('POST', '/api/v1/jobs', { title: 'First' });
  expect(errorCodeOf(await firstJob(guest))).toBe('403 forbidden');
  expect(await adminOk('users')).toMatch(new RegExp(`${guest.id} +not admitted `));
  const quota = await admin('quota', guest.email, '1GB');
  expect(quota).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is not admitted here') });

  const tokenHash = sha256Of(new URL(link).searchParams.get('invite') ?? '');
  const redeem = async ({ id }: User) =>
    (await backend.client.rpc('redeem_invitation', { p_owner: id, p_token_hash: tokenHash })).error;
  expect(await redeem(guest)).toBeNull();
  expect((await firstJob(guest)).status).toBe(201);
  expect((await redeem(late))?.details).toBe('This invitation has been used. Ask for a new link.');
  expect(errorCodeOf(await firstJob(late))).toBe('403 forbidden');
  await setSignUpPolicy(backend, 'open');
});

test('no secret was printed, and every file is where its row says', async () => {
  const printed = outputs.join('\n');
  expect(printed.length).toBeGreaterThan(5000);
  for (const secret of [stack.serviceKey, stack.anonKey, stack.jwtSecret]) expect(printed).not.toContain(secret);
  expect((await takeInventory(backend)).problems).toEqual([]);
});
