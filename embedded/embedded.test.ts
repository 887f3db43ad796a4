import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  createTestClient,
  createTestDirectory,
  createTestUser,
  startTestServer,
  type TestServer,
} from './test-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MIGRATION = `
create table public.notes (id bigint generated always as identity primary key, owner_id uuid not null, body text);
create table public.secrets (body text);
alter table public.notes enable row level security;
alter table public.secrets enable row level security;
grant select on public.notes to authenticated;
grant select, insert on public.notes to service_role;
create policy own_notes on public.notes for select to authenticated using (owner_id = auth.uid());
create function public.whoami() returns text language sql stable as
  $$ select current_user || ' ' || coalesce(auth.uid()::text, '-') || ' ' || coalesce(auth.jwt() ->> 'role', '-') $$;
create function public.table_grants() returns setof text language sql stable security definer set search_path = '' as
  $$ select format('%s %s %s.%s', grantee, lower(privilege_type), table_schema, table_name)
     from information_schema.role_table_grants
     where grantee in ('anon', 'authenticated', 'service_role') and table_schema in ('public', 'auth', 'storage') order by 1 $$;
create function public.default_grants() returns bigint language sql stable security definer set search_path = '' as
  $$ select count(*) from pg_catalog.pg_default_acl $$;
`;

let home: Awaited<ReturnType<typeof createTestDirectory>>;
let server: TestServer;

beforeAll(async () => {
  home = await createTestDirectory(MIGRATION);
  // What an interrupted first start leaves: PGlite refuses to open it.
  mkdirSync(join(home.data, 'db', 'base'), { recursive: true });
  writeFileSync(join(home.data, 'db', 'PG_VERSION'), '17\n');
  server = await startTestServer(home.directory);
});
afterAll(async () => {
  await server?.stop();
  await home?.remove();
});

/** A request with headers that fetch would not let us set. */
function rawStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

function run(args: string[], env: Record<string, string> = {}) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  return spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  });
}

describe('start', () => {
  test('begins anew after a first start that was interrupted', () => {
    expect(server.log()).toContain('the first start was interrupted');
    expect(readdirSync(join(home.data, 'db-unfinished'))).toEqual(['PG_VERSION', 'base']);
  });

  test('keeps its secrets to the owner of the machine account', () => {
    for (const file of ['embedded.json', 'secrets.json']) {
      expect(statSync(join(home.data, file)).mode & 0o777).toBe(0o600);
    }
  });

  test('refuses a data directory that another process holds', () => {
    const { status, stderr } = run(['--port', '0', '--data', home.data]);
    expect(stderr).toBe(`embedded: data directory ${home.data} is in use by process ${server.pid}\n`);
    expect(status).toBe(75);
  });

  test('refuses a port that another program holds, and a directory that cannot be', () => {
    const { port } = new URL(server.url);
    const taken = run(['--port', port, '--data', join(home.directory, 'other')]);
    expect(taken.stderr).toBe(`embedded: port ${port} of 127.0.0.1 is in use by another program\n`);
    expect(taken.status).toBe(75);
    const file = join(home.directory, 'file');
    writeFileSync(file, '');
    const unwritable = run(['--port', '0', '--data', join(file, 'data')]);
    expect(unwritable.stderr).toMatch(/^embedded: directory .* cannot be written: .*\n$/);
    expect(unwritable.status).toBe(1);
  });
});

describe('roles', () => {
  test('every key runs as its own role', async () => {
    const user = await createTestUser(server, 'roles');
    const answers = await Promise.all([
      createTestClient(server, server.anonKey).rpc('whoami'),
      createTestClient(server, server.serviceKey).rpc('whoami'),
      user.client.rpc('whoami'),
    ]);
    expect(answers.map(({ data }) => data)).toEqual([
      'anon - anon',
      'service_role - service_role',
      `authenticated ${user.id} authenticated`,
    ]);
  });

  test('nobody has more than the migrations granted', async () => {
    const service = createTestClient(server, server.serviceKey);
    const { data } = await service.rpc('table_grants');
    const rights = ['delete', 'insert', 'select', 'update'];
    const storage = ['anon', 'authenticated', 'service_role'].flatMap((role) =>
      ['buckets', 'objects'].flatMap((table) => rights.map((right) => `${role} ${right} storage.${table}`)),
    );
    const tokens = ['delete', 'insert', 'select'].map((right) => `service_role ${right} storage.used_upload_tokens`);
    const granted = [
      'authenticated select public.notes',
      'service_role insert public.notes',
      'service_role select public.notes',
    ];
    expect([...(data as string[])].sort()).toEqual([...storage, ...tokens, ...granted].sort());
    expect((await service.rpc('default_grants')).data).toBe(0);
    expect(server.log()).not.toContain('took back');
  });

  test('stay apart under 40 parallel requests of all kinds', async () => {
    const users = await Promise.all([createTestUser(server, 'mix-a'), createTestUser(server, 'mix-b')]);
    const service = createTestClient(server, server.serviceKey);
    const anon = createTestClient(server, server.anonKey);
    await service.storage.createBucket('mixed');
    await service.from('notes').insert(users.map(({ id }) => ({ owner_id: id, body: id })));
    const bytes = new Uint8Array(2000);
    const kinds = [
      async () => expect((await anon.from('notes').select()).error?.code).toBe('42501'),
      async () => expect((await anon.rpc('whoami')).data).toBe('anon - anon'),
      async () => expect((await service.rpc('whoami')).data).toBe('service_role - service_role'),
      async () => expect((await service.from('notes').select()).data).toHaveLength(2),
      async () => expect((await anon.storage.from('mixed').list()).data).toEqual([]),
      async (n: number) => expect((await service.storage.from('mixed').upload(`${n}.bin`, bytes)).error).toBeNull(),
      async (n: number) =>
        expect((await users[0]?.client.storage.from('mixed').upload(`u${n}.bin`, bytes))?.error).toMatchObject({
          statusCode: '403',
        }),
      ...users.map(({ client, id }) => async () => {
        expect((await client.rpc('whoami')).data).toBe(`authenticated ${id} authenticated`);
        expect((await client.from('notes').select('body')).data).toEqual([{ body: id }]);
      }),
    ];
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 40 }, (_, n) => kinds[n % kinds.length]?.(round * 40 + n)));
    }
  });
});

describe('what is open to whom', () => {
  test('off loopback only Storage answers', async () => {
    const host = { host: 'vitrine.example:54321', apikey: server.serviceKey };
    expect(await rawStatus(`${server.url}/storage/v1/status`, host)).toBe(200);
    expect(await rawStatus(`${server.url}/rest/v1/notes`, host)).toBe(404);
    expect(await rawStatus(`${server.url}/auth/v1/health`, host)).toBe(404);
    expect(await rawStatus(`${server.url}/auth/v1/health`, { ...host, host: 'localhost' })).toBe(200);
  });

  test('Auth answers only what the app calls, and no browser', async () => {
    const headers = { apikey: server.anonKey };
    for (const path of [
      'otp',
      'magiclink',
      'authorize?provider=google',
      'callback',
      'verify?token=1&type=recovery',
      'admin/users',
    ]) {
      expect((await fetch(`${server.url}/auth/v1/${path}`, { headers, redirect: 'manual' })).status).toBe(404);
    }
    const settings = await fetch(`${server.url}/auth/v1/settings`, {
      headers: { ...headers, origin: 'https://evil.example' },
    });
    expect(settings.status).toBe(200);
    expect(settings.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${server.url}/_system/info`)).status).toBe(404);
    expect((await fetch(`${server.url}/rest/v1/notes`)).status).toBe(401);
  });

  test('mails are readable at the secret address on the machine itself only', async () => {
    const mailUrl = server.mailUrl ?? '';
    expect(mailUrl).toMatch(/\/mail\/[\w-]{32}$/);
    expect(await rawStatus(mailUrl, {})).toBe(200);
    expect(await rawStatus(mailUrl, { host: '[::1]:1' })).toBe(200);
    expect(await rawStatus(`${mailUrl}x`, {})).toBe(404);
    const elsewhere: Record<string, string>[] = [
      { host: 'vitrine.example' },
      { host: 'localhost.evil.example' },
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-host': 'localhost' },
      { forwarded: 'for=127.0.0.1' },
      { via: '1.1 proxy' },
      { 'x-real-ip': '127.0.0.1' },
    ];
    for (const headers of elsewhere) {
      expect(await rawStatus(mailUrl, headers), JSON.stringify(headers)).toBe(404);
    }
  });
});

async function newestMail(): Promise<{ to: string; text: string; link: string }> {
  const { mails } = (await (await fetch(`${server.mailUrl}?format=json`)).json()) as {
    mails: { to: string; text: string; link: string }[];
  };
  if (!mails[0]) throw new Error('no mail');
  return mails[0];
}

describe('Auth', () => {
  test('tells a second sign-up with an address, and a wrong password', async () => {
    const user = await createTestUser(server, 'twice');
    const other = createTestClient(server, server.anonKey);
    const again = await other.auth.signUp({ email: user.email, password: 'correct-horse-2' });
    expect(again.error).toMatchObject({ status: 422, code: 'user_already_exists' });
    const wrong = await other.auth.signInWithPassword({ email: user.email, password: 'wrong-horse-1' });
    expect(wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
  });

  test('a recovery mail leads to the app, and its token once to a new password', async () => {
    const user = await createTestUser(server, 'forgetful');
    const client = createTestClient(server, server.anonKey);
    await client.auth.resetPasswordForEmail(user.email, {
      redirectTo: 'http://localhost:3000/auth/confirm?next=/new-password',
    });
    const { to, link } = await newestMail();
    expect(to).toBe(user.email);
    const { origin, pathname, searchParams } = new URL(link);
    expect([origin + pathname, searchParams.get('type'), searchParams.get('next')]).toEqual([
      'http://localhost:3000/auth/confirm',
      'recovery',
      '/new-password',
    ]);
    const token_hash = searchParams.get('token_hash') ?? '';
    expect((await client.auth.verifyOtp({ token_hash, type: 'recovery' })).data.user?.id).toBe(user.id);
    expect((await client.auth.updateUser({ password: 'battery-staple-2' })).error).toBeNull();
    expect(
      (await client.auth.signInWithPassword({ email: user.email, password: 'battery-staple-2' })).error,
    ).toBeNull();
    const secondUse = await createTestClient(server, server.anonKey).auth.verifyOtp({ token_hash, type: 'recovery' });
    expect(secondUse.error?.status).toBe(403);
  });

  test('a recovery answers the same, as late, for an address that nobody has; and mails once a minute', async () => {
    const user = await createTestUser(server, 'impatient');
    const recover = async (email: string) => {
      const startedAtMs = performance.now();
      const response = await fetch(`${server.url}/auth/v1/recover`, {
        ...{ method: 'POST', body: JSON.stringify({ email }) },
        headers: { apikey: server.anonKey, 'content-type': 'application/json' },
      });
      const answer = `${response.status} ${await response.text()}`;
      return { answer, took: performance.now() - startedAtMs };
    };
    const known = await recover(user.email);
    const mail = await newestMail();
    expect(mail.to).toBe(user.email);
    const again = [await recover(user.email), await recover(user.email.toUpperCase())];
    const unknown = [await recover('nobody@example.com'), await recover('nobody@example.com')];
    expect(await newestMail()).toEqual(mail);
    for (const { answer, took } of [known, ...again, ...unknown]) {
      expect(answer).toBe('200 {}');
      expect(took).toBeGreaterThan(195);
    }
  });

  test('a change of address is confirmed by the new one', async () => {
    const user = await createTestUser(server, 'mover');
    expect((await user.client.auth.updateUser({ email: 'moved@example.com' })).error).toBeNull();
    const { to, link } = await newestMail();
    expect(to).toBe('moved@example.com');
    const { searchParams } = new URL(link);
    expect(searchParams.get('type')).toBe('email_change');
    const token_hash = searchParams.get('token_hash') ?? '';
    const verified = await createTestClient(server, server.anonKey).auth.verifyOtp({
      token_hash,
      type: 'email_change',
    });
    expect(verified.data.user?.email).toBe('moved@example.com');
    const notice = await newestMail();
    expect(notice).toMatchObject({ to: user.email, link: null, text: expect.stringContaining('m…@example.com') });
    await createTestClient(server, server.anonKey).auth.verifyOtp({ token_hash, type: 'email_change' });
    expect(await newestMail(), 'a link that is used up tells nobody anything').toEqual(notice);
    const signIn = (email: string) =>
      createTestClient(server, server.anonKey).auth.signInWithPassword({ email, password: 'correct-horse-1' });
    expect((await signIn('moved@example.com')).error).toBeNull();
    expect((await signIn(user.email)).error?.status).toBe(400);
  });

  test('signing out everywhere ends the refresh tokens', async () => {
    const user = await createTestUser(server, 'leaver');
    expect((await user.client.auth.signOut({ scope: 'global' })).error).toBeNull();
    const client = createTestClient(server, server.anonKey);
    expect((await client.auth.refreshSession({ refresh_token: user.refreshToken })).error?.status).toBe(400);
    expect((await client.auth.getUser(user.accessToken)).error?.name).toBe('AuthSessionMissingError');
  });
});

test('a restart keeps users, sessions, mails and files; refresh tokens rotate', async () => {
  const user = await createTestUser(server, 'stayer');
  const service = createTestClient(server, server.serviceKey);
  await service.storage.createBucket('kept');
  await service.storage.from('kept').upload('a.txt', new Blob(['kept'], { type: 'text/plain' }));
  await user.client.auth.resetPasswordForEmail(user.email);
  const before = { ...server, mail: await newestMail() };
  expect(await server.stop()).toBe(0);
  expect(readdirSync(home.data)).not.toContain('embedded.json');

  server = await startTestServer(home.directory);
  expect([server.anonKey, server.serviceKey]).toEqual([before.anonKey, before.serviceKey]);
  expect(await newestMail()).toEqual(before.mail);
  const client = createTestClient(server, server.anonKey);
  const first = await client.auth.refreshSession({ refresh_token: user.refreshToken });
  expect(first.data.session?.refresh_token).toBeTruthy();
  expect(first.data.session?.refresh_token).not.toBe(user.refreshToken);
  const file = await createTestClient(server, server.serviceKey).storage.from('kept').download('a.txt');
  expect(await file.data?.text()).toBe('kept');
  expect((await client.auth.getUser()).data.user?.id).toBe(user.id);
});

test('where SITE_URL is not of this machine nobody reads mails; without its parent the process ends', async () => {
  const mailPath = new URL(server.mailUrl ?? '').pathname;
  await server.stop();
  const parent = spawn('sleep', ['60']);
  server = await startTestServer(home.directory, {
    SITE_URL: 'https://vitrine.example',
    VITRINE_PARENT_PID: String(parent.pid),
  });
  expect(server.mailUrl).toBeNull();
  expect(await rawStatus(server.url + mailPath, {})).toBe(404);
  const client = createTestClient(server, server.anonKey);
  expect((await client.auth.resetPasswordForEmail('stayer@example.com')).error).toBeNull();
  expect(server.log()).toContain('dropped "Vitrine: choose a new password"');
  parent.kill();
  expect(await server.exited).toBe(0);
});
