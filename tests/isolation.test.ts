import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_SCOPES } from '../lib/schemas/api-scope.ts';
import type { Asset } from '../lib/schemas/asset.ts';
import { type Api, createApi, errorCodeOf } from './support/api-client.ts';
import { ALL_ROUTES, ON_ASSET, ON_JOB, ON_NOTHING, type Route } from './support/api-routes.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { cookieWith, makeExpiredToken, makeUnsignedToken, tamperToken } from './support/callers.ts';
import { type Backend, createBackend } from './support/database.ts';
import { imageForm } from './support/image-form.ts';
import { makeInvitation } from './support/invitations.ts';
import { makeTinyPng } from './support/make-images.ts';
import { actionResultOf, callServerAction } from './support/server-actions.ts';
import { listApiRoutes, listFunctions, listPages, listServerActions, listTables } from './support/source-lists.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp, type User } from './support/users.ts';

/**
 * Everything that Ada has, tried by Bob and by nobody, through every door there is: refused, and what is hers answers
 * Bob exactly as what does not exist.
 */

const MISSING = '00000000-0000-4000-8000-000000000000';
const CRON_SECRET = 'a secret of sixteen';
/**
 * Of Storage's own routes one tells an existing key (403) from a missing one (404), on hosted Supabase too. A key is
 * three random ids: whoever can ask about one has been given it.
 */
const TELLS = 'remove';
const REFUSED_STORAGE = /^(400|401|403|404)$/;

let stack: Stack;
let backend: Backend;
let ada: User;
let bob: User;
let bobCookie: string;
let bobJobId: string;
let bobAssetId: string;
/** Of Ada. */
let jobIds: string[];
let assets: Asset[];
/** Of an API token. */
let tokenId: string;
let invitationId: string;
let slugs: { page: string; gallery: string };
let secrets: string[];
let before: unknown;
/** Access tokens that are nobody's. */
let badTokens: Record<string, string>;
type Door = 'API' | 'pages' | 'actions' | 'tables' | 'functions' | 'schemas' | 'Storage';
/** What was tried: how often by whom, through which door. */
const cells: Record<string, Partial<Record<Door, number>>> = {};

function cell(caller: string, door: Door, what: string): string {
  const row = cells[caller] ?? {};
  cells[caller] = { ...row, [door]: (row[door] ?? 0) + 1 };
  return `${caller}: ${what}`;
}

beforeAll(async () => {
  stack = await startStack({ env: { CRON_SECRET } });
  backend = createBackend(stack);
  [ada, bob] = await Promise.all([signUp(stack, 'ada'), signUp(stack, 'bob')]);
  bobCookie = await openCookieSession(stack, bob);
  const bobsApi = createApi(stack.appUrl, bob.accessToken);
  bobJobId = (await bobsApi.createJob('Of Bob')).id;
  bobAssetId = (await bobsApi.upload(bobJobId, { name: 'of-bob.png', bytes: makeTinyPng(9) })).id;
  await fillAccount(createApi(stack.appUrl, ada.accessToken));
  const tampered = tamperToken(bob.accessToken, ada.id);
  const expired: Record<string, string> = stack.jwtSecret ? { expired: await makeExpiredToken(stack, ada) } : {};
  if (!stack.jwtSecret) console.warn('skipped: expired access tokens need SUPABASE_JWT_SECRET');
  badTokens = { ...expired, tampered, unsigned: makeUnsignedToken(ada) };
  tokenId = (await makeApiToken(backend, ada, API_SCOPES)).id;
  invitationId = await makeInvitation(backend, ada.id);
  before = await lookAtAda();
});
afterAll(() => stack?.stop());

/** A job with an image in every resting state, and a job in the trash. */
async function fillAccount(api: Api): Promise<void> {
  const job = await api.createJob('Secret title');
  const image = (seed: number) => ({ name: `secret-name-${seed}.png`, bytes: makeTinyPng(seed) });
  const [kept, takenBack, shown, trashed] = await Promise.all(
    [1, 2, 3, 4].map((seed) => api.upload(job.id, image(seed))),
  );
  if (!kept || !takenBack || !shown || !trashed) throw new Error('four uploads give four assets');
  const { pageUrl } = await api.setVisibility(takenBack.id, 'public');
  await api.setVisibility(takenBack.id, 'private');
  await api.setVisibility(shown.id, 'public');
  await api.trashAsset(trashed.id);
  const { galleryUrl } = await api.updateJob(job.id, { gallery: 'on' });
  await api.updateJob(job.id, { gallery: 'off' });
  const awaiting = await api.presignOne(job.id, image(5));
  const trashedJob = await api.createJob('Secret trash');
  await api.trashJob(trashedJob.id);

  for (const path of ['/me/avatar', '/me/logos/primary']) await api.putImage(path, makeTinyPng(6));

  jobIds = [job.id, trashedJob.id];
  assets = await Promise.all([kept.id, takenBack.id, shown.id, trashed.id, awaiting.assetId].map(api.getAsset));
  slugs = { page: pageUrl?.split('/p/')[1] ?? '', gallery: galleryUrl?.split('/g/')[1] ?? '' };
  secrets = [
    ada.id,
    ada.email,
    'Secret title',
    'Secret trash',
    'secret-name',
    ...jobIds,
    ...assets.map(({ id }) => id),
  ];
}

/** All rows of Ada and all stored objects. */
async function lookAtAda() {
  const tables = [
    'assets',
    'jobs',
    'profiles',
    'variants',
    'publications',
    'take_downs',
    'api_tokens',
    'tenant_images',
  ];
  const owned = [...tables.map((table) => [table, 'owner_id']), ['invitations', 'created_by']] as const;
  const rows = owned.map(async ([table = '', owner = '']) => {
    const { data, error } = await backend.client.from(table).select('*').eq(owner, ada.id);
    if (error) throw error;
    return [table, data.map((row) => JSON.stringify(row)).sort()];
  });
  const keys = (['assets', 'public-assets'] as const).map((bucket) => backend.listKeys(bucket));
  return { rows: await Promise.all(rows), keys: await Promise.all(keys), files: backend.listFiles().sort() };
}

const expectNothingChanged = async () => expect(await lookAtAda()).toEqual(before);

type Seen = { status: number; text: string };
type Send = { method?: string; headers?: Record<string, string>; body?: string | FormData };

async function send(url: string, options: Send = {}): Promise<Seen & { headers: Headers }> {
  const response = await fetch(url, { redirect: 'manual', ...options });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Of the Content-Security-Policy, new for every answer. */
const NONCE = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{22}==/g;

/** Without what names the request itself. */
function anonymous({ status, text }: Seen, ...names: string[]): Seen {
  const plain = names.reduce(
    (rest, name) => rest.replaceAll(name, 'NAME').replaceAll(encodeURIComponent(name), 'NAME'),
    text,
  );
  return { status, text: sortRows(plain.replace(NONCE, 'NONCE')) };
}

/** A page streams its parts, and numbers them, in the order in which they are ready, which says nothing. */
const sortRows = (text: string): string =>
  text
    .replace(/"\]\)<\/script><script>self\.__next_f\.push\(\[1,"/g, '')
    .split('\\n')
    .map((row) => row.replace(/^[0-9a-f]+:/, '').replace(/\$([A-Zh@]?)[0-9a-f]+(?=\\")/g, '$$$1'))
    .sort()
    .join('\\n');

function expectNoSecret({ text }: Seen, what: string, asked = ''): void {
  const told = secrets.filter((secret) => !asked.includes(secret) && text.includes(secret));
  expect(told, what).toEqual([]);
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

type Own = { jobId: string; assetId: string };

function call(
  { route, path, body, form }: Route,
  id: string,
  headers: Record<string, string>,
  own: Own = { jobId: bobJobId, assetId: bobAssetId },
) {
  const fill = (text: string) =>
    text
      .replace(/\{(job|asset)\}/, id)
      .replace('{ownJob}', own.jobId)
      .replace('{ownAsset}', own.assetId);
  const [method] = route.split(' ');
  if (form) {
    const fields = Object.entries(form).map(([name, value]): [string, string] => [name, fill(value)]);
    return send(`${stack.appUrl}/api/v1${fill(path)}`, { method: 'POST', headers, body: imageForm(fields) });
  }
  return send(`${stack.appUrl}/api/v1${fill(path)}`, {
    ...(method !== undefined && { method }),
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: fill(JSON.stringify(body)) }),
  });
}

describe('API v1', () => {
  test('every route is in the table', () => {
    expect([...new Set(ALL_ROUTES.map(({ route }) => route))].sort()).toEqual(listApiRoutes().sort());
  });

  test('nobody gets in', async () => {
    const origin = { origin: stack.appUrl };
    const callers: Record<string, Record<string, string>> = {
      nobody: origin,
      'anon key': bearer(stack.anonKey),
      'service key': bearer(stack.serviceKey),
    };
    for (const [name, token] of Object.entries(badTokens)) {
      callers[name] = bearer(token);
      callers[`${name} cookie`] = { cookie: cookieWith(bobCookie, token), ...origin };
    }
    for (const [caller, headers] of Object.entries(callers)) {
      for (const route of ALL_ROUTES) {
        const what = cell(caller, 'API', route.route);
        const id = route.path.includes('{job}') ? jobIds[0] : assets[0]?.id;
        const { status, text } = await call(route, id ?? '', headers);
        expect(errorCodeOf({ status, body: JSON.parse(text), headers: new Headers() }), what).toBe(
          '401 unauthenticated',
        );
      }
    }
    await expectNothingChanged();
  });

  test('what is hers does not exist for Bob', async () => {
    const callers: Record<string, Record<string, string>> = {
      'Bob, access token': bearer(bob.accessToken),
      'Bob, cookie': { cookie: bobCookie, origin: stack.appUrl },
    };
    for (const scopes of [API_SCOPES, ...API_SCOPES.map((scope) => [scope])]) {
      const { token } = await makeApiToken(backend, bob, scopes);
      callers[`Bob, API token: ${scopes.join(' ')}`] = bearer(token);
    }
    for (const [caller, headers] of Object.entries(callers)) {
      const cases = [
        ...ON_JOB.flatMap((route) => jobIds.map((id) => ({ route, id }))),
        ...ON_ASSET.flatMap((route) => assets.map(({ id }) => ({ route, id }))),
      ];
      for (const { route, id } of cases) {
        const what = cell(caller, 'API', `${route.route} ${route.path}`);
        const [foreign, missing] = [await call(route, id, headers), await call(route, MISSING, headers)];
        expect(anonymous(foreign, id), what).toEqual(anonymous(missing, MISSING));
        expectNoSecret(foreign, what, id);
        // Asked for in a query, it is only not found there.
        if (route.path.includes('/{') && !route.path.includes('={asset}')) {
          expect([403, 404], what).toContain(foreign.status);
        }
      }
      for (const route of ON_NOTHING) expectNoSecret(await call(route, '', headers), cell(caller, 'API', route.route));
    }
    await expectNothingChanged();
  });

  test('the janitor works for the holder of its secret alone', async () => {
    const callers: Record<string, Record<string, string>> = {
      nobody: {},
      'Bob, access token': bearer(bob.accessToken),
      'anon key': bearer(stack.anonKey),
      'a wrong secret': bearer(`${CRON_SECRET}x`),
      'Bob, cookie': { cookie: bobCookie },
    };
    for (const [caller, headers] of Object.entries(callers)) {
      for (const method of ['GET', 'POST']) {
        expect(
          (await send(`${stack.appUrl}/api/cron/janitor`, { method, headers })).status,
          cell(caller, 'API', `${method} cron`),
        ).toBe(401);
      }
    }
    expect((await send(`${stack.appUrl}/api/cron/janitor`, { headers: bearer(CRON_SECRET) })).status).toBe(200);
  });
});

describe('pages and server actions', () => {
  const OPEN_PAGES = [
    '/',
    '/docs/api',
    '/sign-in',
    '/sign-up',
    '/forgot-password',
    '/reset-password',
    '/account-deleted',
  ];
  /** Each shows the one who looks what is theirs. */
  const SETTINGS_PAGES = ['account', 'api', 'branding', 'data'].map((tab) => `/settings/${tab}`);
  const VIEWER_PAGES = ['/jobs', '/shared', '/trash', '/settings', ...SETTINGS_PAGES];
  const OWN_PAGES = [...VIEWER_PAGES, '/jobs/[jobId]'];
  const SLUG_PAGES = ['/p/[slug]', '/g/[slug]'];

  function badCookies(): Record<string, string> {
    const cookies = Object.entries(badTokens).map(([name, token]) => [name, cookieWith(bobCookie, token)]);
    return { nobody: '', nonsense: `${bobCookie.split('=')[0]}=base64-nonsense`, ...Object.fromEntries(cookies) };
  }

  test('every page is in the table', () => {
    expect([...OPEN_PAGES, ...OWN_PAGES, ...SLUG_PAGES].sort()).toEqual(listPages().sort());
  });

  test('nobody is sent to sign in', async () => {
    const paths = [...VIEWER_PAGES, ...jobIds.flatMap((id) => [`/jobs/${id}`, `/jobs/${id}?trashed=true`])];
    for (const [caller, cookie] of Object.entries(badCookies())) {
      for (const path of paths) {
        const what = cell(caller, 'pages', path);
        const seen = await send(stack.appUrl + path, { headers: { cookie } });
        expect(seen.status, what).toBe(307);
        expect(seen.headers.get('location'), what).toMatch(/^\/sign-in(\?next=|$)/);
        expectNoSecret(seen, what, path);
      }
      for (const path of OPEN_PAGES)
        expectNoSecret(await send(stack.appUrl + path, { headers: { cookie } }), cell(caller, 'pages', path));
    }
  });

  test('her pages do not exist for Bob, nor do pages that are not public for anybody', async () => {
    for (const path of [...VIEWER_PAGES, ...OPEN_PAGES]) {
      expectNoSecret(
        await send(stack.appUrl + path, { headers: { cookie: bobCookie } }),
        cell('Bob, cookie', 'pages', path),
      );
    }
    const pairs = [
      ...jobIds.flatMap((id) => [
        { path: '/jobs/', id, missing: MISSING, query: '' },
        { path: '/jobs/', id, missing: MISSING, query: '?trashed=true' },
      ]),
      { path: '/p/', id: slugs.page, missing: 'x'.repeat(22), query: '' },
      { path: '/g/', id: slugs.gallery, missing: 'x'.repeat(22), query: '' },
    ];
    for (const { path, id, missing, query } of pairs) {
      const callers = { 'Bob, cookie': bobCookie, ...(path !== '/jobs/' && badCookies()) };
      for (const [caller, cookie] of Object.entries(callers)) {
        const what = cell(caller, 'pages', `${path}${id}`);
        const [hers, none] = await Promise.all(
          [id, missing].map((part) => send(stack.appUrl + path + part + query, { headers: { cookie } })),
        );
        expect(hers?.status, what).toBe(404);
        expect(hers && anonymous(hers, id), what).toEqual(none && anonymous(none, missing));
        if (hers) expectNoSecret(hers, what, id);
      }
    }
  });

  type ActionRow = {
    /** A page that has it. */
    page: () => string;
    input: (id: string) => unknown;
    /** What is Ada's and can be named to it. */
    ids: () => string[];
  };
  const onJobs = (more = {}): ActionRow => ({
    page: () => '/jobs',
    input: (jobId) => ({ jobId, ...more }),
    ids: () => jobIds,
  });
  const onAssets = (more = {}): ActionRow => ({
    page: () => `/jobs/${bobJobId}`,
    input: (assetId) => ({ assetId, ...more }),
    ids: () => assets.map(({ id }) => id),
  });
  /** It can name nothing of anybody else's. */
  const onSelf = (page: string, input: unknown): ActionRow => ({ page: () => page, input: () => input, ids: () => [] });

  const ACTIONS: Record<string, ActionRow> = {
    createJob: onSelf('/jobs', { title: 'Of nobody' }),
    updateJob: onJobs({ title: 'Mine', gallery: 'on' }),
    trashJob: onJobs(),
    restoreJob: onJobs(),
    deleteJob: onJobs(),
    setVisibility: onAssets({ visibility: 'public' }),
    renameAsset: onAssets({ name: 'mine.png' }),
    trashAsset: onAssets(),
    restoreAsset: onAssets(),
    deleteAsset: onAssets(),
    setShowLogo: onSelf('/settings/branding', { showLogo: false }),
    createApiToken: onSelf('/settings/api', { name: 'Of nobody', scopes: ['read'], expiresInDays: 30 }),
    redeemInvitation: onSelf('/jobs', {}),
    deleteAccount: onSelf('/settings/data', {}),
    changeEmail: onSelf('/settings/account', {}),
    changePassword: onSelf('/settings/account', {}),
    signOutEverywhere: onSelf('/settings/account', {}),
    createInvitation: onSelf('/settings/account', { note: 'Of nobody' }),
    revokeInvitation: {
      page: () => '/settings/account',
      input: (id) => ({ invitationId: id }),
      ids: () => [invitationId],
    },
    revokeApiToken: { page: () => '/settings/api', input: (tokenId) => ({ tokenId }), ids: () => [tokenId] },
  };
  /** Forms that nobody has to be signed in for. */
  const OF_ACCOUNTS = 'app/(auth)/actions.ts';

  test('nothing of hers can be changed by server actions', async () => {
    const actions = listServerActions().filter(({ file }) => file !== OF_ACCOUNTS);
    expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(ACTIONS).sort());
    for (const action of actions) {
      const { page, input, ids } = ACTIONS[action.name] as ActionRow;
      const act = (id: string, cookie: string) => callServerAction(stack.appUrl, page(), action, input(id), cookie);
      for (const [caller, cookie] of Object.entries(badCookies())) {
        const seen = await act(ids()[0] ?? '', cookie);
        const what = cell(caller, 'actions', action.name);
        expect(seen.headers.get('x-action-redirect') ?? seen.headers.get('location'), what).toMatch(/^\/sign-in/);
      }
      for (const id of ids()) {
        const what = cell('Bob, cookie', 'actions', action.name);
        const [hers, none] = [await act(id, bobCookie), await act(MISSING, bobCookie)];
        expect(actionResultOf(hers), what).toMatchObject({ ok: false, error: { code: 'not_found' } });
        expect(actionResultOf(hers), what).toEqual(actionResultOf(none));
      }
    }
    await expectNothingChanged();
  });
});

/** Everybody who can reach the back end without the service key, Ada herself among them. */
function backendCallers(): Record<string, Record<string, string>> {
  const apikey = stack.anonKey;
  const bad = Object.entries(badTokens).map(([name, token]) => [name, { apikey, ...bearer(token) }]);
  return {
    ...Object.fromEntries(bad),
    nobody: {},
    'anon key': { apikey, ...bearer(apikey) },
    'Bob, access token': { apikey, ...bearer(bob.accessToken) },
    owner: { apikey, ...bearer(ada.accessToken) },
  };
}

describe('REST', () => {
  const READABLE = ['profiles', 'jobs', 'assets', 'variants', 'publications'];
  const json = { 'content-type': 'application/json', prefer: 'return=representation' };
  const rest = (path: string) => `${stack.supabaseUrl}/rest/v1/${path}`;

  test('tables show Bob nothing of hers, and take writes from nobody', async () => {
    for (const table of listTables()) {
      for (const [caller, headers] of Object.entries(backendCallers())) {
        const filter = READABLE.includes(table) ? `?owner_id=eq.${ada.id}` : '';
        for (const query of ['?select=*', filter]) {
          const what = cell(caller, 'tables', `select ${table}`);
          const seen = await send(rest(table + query), { headers });
          if (READABLE.includes(table) && caller === 'owner') expect(seen.status, what).toBe(200);
          else if (READABLE.includes(table) && caller === 'Bob, access token') {
            expect(seen.status, what).toBe(200);
            expectNoSecret(seen, what);
            if (query === filter) expect(seen.text, what).toBe('[]');
          } else expect(seen.status, what).toBeGreaterThanOrEqual(401);
        }
        const body = JSON.stringify({ owner_id: ada.id, title: 'Mine' });
        const writes: [string, string, string][] = [
          ['POST', '', body],
          ['PATCH', filter || '?select=*', JSON.stringify({ created_at: '2020-01-01T00:00:00Z' })],
          ['DELETE', filter || '?select=*', ''],
        ];
        for (const [method, query, payload] of writes) {
          const what = cell(caller, 'tables', `${method} ${table}`);
          const options = { method, headers: { ...headers, ...json }, ...(payload && { body: payload }) };
          const { status } = await send(rest(table + query), options);
          expect(status, what).toBeGreaterThanOrEqual(400);
          expect(status, what).toBeLessThan(500);
        }
      }
    }
    await expectNothingChanged();
  });

  test('functions answer the service alone', async () => {
    const named: Record<string, unknown> = { p_asset: assets[0]?.id, p_job: jobIds[0], p_owner: ada.id };
    const byType: Record<string, unknown> = {
      uuid: MISSING,
      jsonb: [],
      boolean: true,
      bigint: 1,
      timestamptz: '2026-01-01T00:00:00Z',
      integer: 1,
    };
    const functions = listFunctions();
    expect(functions.length).toBeGreaterThan(30);
    for (const { name, parameters } of functions) {
      const args = parameters.map((parameter) => [
        parameter.name,
        named[parameter.name] ?? byType[parameter.type] ?? 'private',
      ]);
      const body = JSON.stringify(Object.fromEntries(args));
      for (const [caller, headers] of Object.entries(backendCallers())) {
        const { status, text } = await send(rest(`rpc/${name}`), {
          method: 'POST',
          headers: { ...headers, ...json },
          body,
        });
        const what = cell(caller, 'functions', `${name}: ${text}`);
        expect([401, 403, 404], what).toContain(status);
      }
    }
    await expectNothingChanged();
  });

  test('other schemas and the administration of accounts are not there', async () => {
    for (const [caller, headers] of Object.entries(backendCallers())) {
      for (const [schema, table] of [
        ['storage', 'objects'],
        ['auth', 'users'],
        ['private', 'settings'],
        ['pg_catalog', 'pg_authid'],
      ]) {
        const profiled = { ...headers, 'accept-profile': schema ?? '' };
        expect(
          (await send(rest(table ?? ''), { headers: profiled })).status,
          cell(caller, 'schemas', `${schema}`),
        ).toBeGreaterThanOrEqual(400);
      }
      for (const [method, path] of [
        ['GET', 'users'],
        ['GET', `users/${ada.id}`],
        ['PUT', `users/${ada.id}`],
        ['DELETE', `users/${ada.id}`],
      ]) {
        const seen = await send(`${stack.supabaseUrl}/auth/v1/admin/${path}`, { ...(method && { method }), headers });
        expect(seen.status, cell(caller, 'schemas', `${method} admin/${path}`)).toBeGreaterThanOrEqual(400);
        expectNoSecret(seen, `${caller}: admin`, path);
      }
    }
  });
});

describe('Storage', () => {
  type Try = { what: string; method: string; path: string; body?: unknown; type?: string };

  /** @param of the key that is tried, in `bucket` */
  const tries = (bucket: string, of: string): Try[] => {
    const folder = of.slice(0, of.lastIndexOf('/'));
    const own = `${bob.id}/${bobJobId}/${crypto.randomUUID()}.png`;
    const transfer = { bucketId: bucket, sourceKey: of, destinationKey: own };
    return [
      { what: 'download', method: 'GET', path: `object/${bucket}/${of}` },
      { what: 'authenticated download', method: 'GET', path: `object/authenticated/${bucket}/${of}` },
      { what: 'look', method: 'HEAD', path: `object/authenticated/${bucket}/${of}` },
      { what: 'info', method: 'GET', path: `object/info/${bucket}/${of}` },
      { what: 'authenticated info', method: 'GET', path: `object/info/authenticated/${bucket}/${of}` },
      { what: 'list', method: 'POST', path: `object/list/${bucket}`, body: { prefix: folder, limit: 100 } },
      { what: 'list all', method: 'POST', path: `object/list/${bucket}`, body: { prefix: '', search: '' } },
      { what: 'sign', method: 'POST', path: `object/sign/${bucket}/${of}`, body: { expiresIn: 60 } },
      { what: 'sign many', method: 'POST', path: `object/sign/${bucket}`, body: { expiresIn: 60, paths: [of] } },
      { what: 'signed URL without token', method: 'GET', path: `object/sign/${bucket}/${of}` },
      {
        what: 'signed URL with the caller as token',
        method: 'GET',
        path: `object/sign/${bucket}/${of}?token={caller}`,
      },
      { what: 'upload', method: 'POST', path: `object/${bucket}/${of}`, body: 'x', type: 'image/png' },
      {
        what: 'upload beside',
        method: 'POST',
        path: `object/${bucket}/${folder}/${MISSING}.png`,
        body: 'x',
        type: 'image/png',
      },
      { what: 'replace', method: 'PUT', path: `object/${bucket}/${of}`, body: 'x', type: 'image/png' },
      { what: 'mint an upload', method: 'POST', path: `object/upload/sign/${bucket}/${of}`, body: {} },
      {
        what: 'signed upload, the caller as token',
        method: 'PUT',
        path: `object/upload/sign/${bucket}/${of}?token={caller}`,
        body: 'x',
        type: 'image/png',
      },
      { what: 'copy', method: 'POST', path: 'object/copy', body: transfer },
      {
        what: 'copy to the public',
        method: 'POST',
        path: 'object/copy',
        body: { ...transfer, destinationBucket: 'public-assets' },
      },
      {
        what: 'copy over',
        method: 'POST',
        path: 'object/copy',
        body: { ...transfer, sourceKey: own, destinationKey: of },
      },
      { what: 'move', method: 'POST', path: 'object/move', body: transfer },
      { what: 'remove', method: 'DELETE', path: `object/${bucket}/${of}` },
      { what: 'remove many', method: 'DELETE', path: `object/${bucket}`, body: { prefixes: [of] } },
    ];
  };

  function attempt({ method, path, body, type }: Try, headers: Record<string, string>, token: string) {
    return send(`${stack.supabaseUrl}/storage/v1/${path.replace('{caller}', token)}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': type ?? 'application/json' }) },
      ...(body !== undefined && { body: type ? String(body) : JSON.stringify(body) }),
    });
  }

  /** An answer that gives nothing: a refusal, an empty list, or a list of refusals. */
  function givesNothing({ status, text }: Seen): boolean {
    if (REFUSED_STORAGE.test(`${status}`)) return true;
    const items: unknown = text === '' ? null : JSON.parse(text);
    return status === 200 && Array.isArray(items) && items.every((item) => item.signedURL === null && item.error);
  }

  test('her objects are nobody’s, not even hers, and answer as missing ones do', async () => {
    const rows = (await backend.readRows('assets')).filter(({ owner_id }) => owner_id === ada.id);
    const shown = rows.find(({ public_key }) => public_key !== null);
    const objects: [string, string | null | undefined][] = [
      ...rows
        .filter(({ status }) => status !== 'awaiting_upload')
        .slice(0, 2)
        .map((row): [string, string] => ['assets', row.object_key]),
      ['assets', rows.find(({ status }) => status === 'awaiting_upload')?.object_key],
      ['assets', `${rows.find(({ verified_at }) => verified_at !== null)?.object_stem}_56x56.webp`],
      ['public-assets', shown?.public_key],
      ['assets', `${ada.id}/profile/avatar.png`],
      ['assets', `${ada.id}/logos/primary.png`],
      ['public-assets', `${ada.id}/logos/primary.png`],
    ];
    for (const [bucket, objectKey] of objects) {
      const key = objectKey ?? '';
      expect(key).toContain(ada.id);
      const missing = /\/(logos|profile)\//.test(key)
        ? key.replace(ada.id, crypto.randomUUID())
        : key.replace(/[0-9a-f-]{36}(_\w+)?\.(\w+)$/, `${crypto.randomUUID()}$1.$2`);
      for (const [caller, headers] of Object.entries(backendCallers())) {
        const token = (headers as { authorization?: string }).authorization?.slice(7) ?? '';
        const [hers, none] = [tries(bucket, key), tries(bucket, missing)];
        for (const [index, trying] of hers.entries()) {
          const what = cell(caller, 'Storage', `${trying.what} ${bucket}/${key}`);
          const seen = await attempt(trying, headers, token);
          expect(givesNothing(seen), `${what}: ${seen.status} ${seen.text}`).toBe(true);
          const other = none[index];
          if (other && trying.what !== TELLS)
            expect(anonymous(seen, key), what).toEqual(anonymous(await attempt(other, headers, token), missing));
        }
      }
    }
    await expectNothingChanged();
  });

  test('the private bucket has no public addresses, and no client rules buckets', async () => {
    const key = assets[0]?.path ?? '';
    for (const [caller, headers] of Object.entries(backendCallers())) {
      const publicUrl: Try = { what: 'public URL', method: 'GET', path: `object/public/assets/${key}` };
      const bucketTries: Try[] = [
        { what: 'read', method: 'GET', path: 'bucket/assets' },
        { what: 'create', method: 'POST', path: 'bucket', body: { id: 'mine', name: 'mine', public: true } },
        { what: 'open', method: 'PUT', path: 'bucket/assets', body: { id: 'assets', public: true } },
        { what: 'empty', method: 'POST', path: 'bucket/assets/empty', body: {} },
        { what: 'delete', method: 'DELETE', path: 'bucket/assets' },
        { what: 'list', method: 'GET', path: 'bucket' },
      ];
      for (const trying of [publicUrl, ...bucketTries]) {
        const what = cell(caller, 'Storage', `${trying.what} of buckets`);
        const seen = await attempt(trying, headers, '');
        expect(givesNothing(seen), `${what}: ${seen.status} ${seen.text}`).toBe(true);
      }
    }
    await expectNothingChanged();
  });
});

test('what is one’s own is there, and in the trash as far as the table says', async () => {
  const carol = await signUp(stack, 'carol');
  const api = createApi(stack.appUrl, carol.accessToken);
  let seed = 100;
  const makeOwn = async (): Promise<Own> => {
    const { id: jobId } = await api.createJob('Of Carol');
    const { id: assetId } = await api.upload(jobId, { name: 'of-carol.png', bytes: makeTinyPng(seed++) });
    return { jobId, assetId };
  };
  const ask = async (route: Route, id: string, own: Own) => {
    const what = cell('owner', 'API', `${route.route} ${route.path} ${JSON.stringify(route.body ?? route.form)}`);
    return { what, status: (await call(route, id, bearer(carol.accessToken), own)).status };
  };
  for (const route of [...ON_JOB, ...ON_ASSET]) {
    const { own = 200, trashed = own } = route;
    const isOnJob = ON_JOB.includes(route);
    const [kept, inTrash] = [await makeOwn(), await makeOwn()];
    if (isOnJob) await api.trashJob(inTrash.jobId);
    else await api.trashAsset(inTrash.assetId);
    const other = await makeOwn();
    for (const [tried, status] of [
      [kept, own],
      [inTrash, trashed],
    ] as const) {
      const answer = isOnJob ? await ask(route, tried.jobId, other) : await ask(route, tried.assetId, tried);
      expect(answer.status, answer.what).toBe(status);
    }
  }
});

test('all that was tried', () => {
  const total = Object.values(cells).flatMap((row) => Object.values(row));
  console.log(`isolation cells: ${total.reduce((sum, count) => sum + count)}`);
  console.table(cells);
  expect(total.length).toBeGreaterThan(40);
});
