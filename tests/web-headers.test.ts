import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asset } from '../lib/schemas/asset.ts';
import { APP_SERVER } from '../scripts/launch/paths.mjs';
import { createApi } from './support/api-client.ts';
import { makeTinyPng } from './support/make-images.ts';
import { listServerActions } from './support/source-lists.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp } from './support/users.ts';

/** What a browser is told about each kind of answer, and what answers that are not pages give away. */

const TITLE = 'Confidential title';
const NAME = 'confidential-name.png';

let stack: Stack;
let jobId: string;
let asset: Asset;
let cookies: { ada: string; bob: string };

beforeAll(async () => {
  stack = await startStack({ env: { TRUSTED_PROXY: '1' } });
  const [ada, bob] = await Promise.all([signUp(stack, 'ada'), signUp(stack, 'bob')]);
  cookies = { ada: await openCookieSession(stack, ada), bob: await openCookieSession(stack, bob) };
  const api = createApi(stack.appUrl, ada.accessToken);
  jobId = (await api.createJob(TITLE)).id;
  const stored = await api.upload(jobId, { name: NAME, bytes: makeTinyPng(1) });
  asset = await api.setVisibility(stored.id, 'public');
});
afterAll(() => stack?.stop());

const get = (path: string, headers: Record<string, string> = {}, redirect: RequestRedirect = 'manual') =>
  fetch(stack.appUrl + path, { redirect, headers });

const OWN_PAGES = [
  '/jobs',
  '/trash',
  '/shared',

  '/settings/account',
  '/settings/api',
  '/settings/branding',
];
const pagesOfAda = () => [...OWN_PAGES, `/jobs/${jobId}`];
const pathOf = (url: string | null) => new URL(url ?? 'about:blank').pathname;

function policyOf(response: Response): Record<string, string[]> {
  const policy = response.headers.get('content-security-policy') ?? '';
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values];
    }),
  );
}

describe('pages', () => {
  test('run only scripts with the nonce of this answer, and talk to nobody but us and Storage', async () => {
    const storage = new URL(`${asset.publicUrl}`).origin;
    const nonces = new Set<string>();
    const paths = [...pagesOfAda(), '/sign-in', '/docs/api', pathOf(asset.pageUrl), '/p/nothing', '/nowhere'];
    for (const path of paths) {
      const response = await get(path, { cookie: cookies.ada });
      const policy = policyOf(response);
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy['script-src']?.join(' ') ?? '') ?? [];
      expect(nonce.length, path).toBeGreaterThanOrEqual(22);
      nonces.add(nonce);
      expect(policy, path).toMatchObject({
        'default-src': ["'self'"],
        'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"],
        'connect-src': ["'self'", storage],
        'img-src': ["'self'", 'blob:', 'data:', storage],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      });
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length, path).toBeGreaterThan(3);
      for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
      expect(response.headers.get('x-powered-by')).toBeNull();
    }
    expect(nonces.size).toBe(paths.length);
  });

  test('are nowhere kept', async () => {
    for (const path of [...pagesOfAda(), pathOf(asset.pageUrl)]) {
      const { status, headers } = await get(path, { cookie: cookies.ada });
      expect([status, headers.get('cache-control')], path).toEqual([200, expect.stringContaining('no-store')]);
    }
  });

  test('a nonce that the caller names is not taken', async () => {
    const response = await get('/sign-in', { 'x-nonce': 'mine', 'content-security-policy': "script-src 'nonce-mine'" });
    expect(response.headers.get('content-security-policy')).not.toContain('mine');
    expect(await response.text()).not.toContain('nonce="mine"');
  });

  test('ask for https from then on where the site is reached by https, and only there', async () => {
    const header = async (headers: Record<string, string>) =>
      (await get('/sign-in', headers)).headers.get('strict-transport-security');
    expect(await header({ 'x-forwarded-proto': 'https' })).toBe('max-age=31536000');
    expect(await header({})).toBeNull();
  });
});

test('every answer keeps its type, and says nothing of where a visitor was', async () => {
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(await (await get('/sign-in')).text()) ?? [];
  for (const path of [
    '/sign-in',
    '/icon.svg',
    '/icons/icon-192.png',
    '/manifest.webmanifest',
    '/api/health',
    '/api/v1/me',
    '/api/openapi.json',
    `${script}`,
    '/nowhere',
  ]) {
    const { headers } = await get(path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
    expect(headers.get('permissions-policy'), path).toContain('camera=()');
    if (path.startsWith('/api/')) expect(policyOf(await get(path))).toMatchObject({ 'default-src': ["'none'"] });
  }
});

describe('requests of Next’s own router', () => {
  const ROUTER_HEADERS: Record<string, string>[] = [
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { rsc: '1', 'next-router-prefetch': '2' },
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_index' },
    ...['middleware', 'proxy', 'src/middleware', 'pages/_middleware'].map((name) => ({
      'x-middleware-subrequest': Array(5).fill(name).join(':'),
    })),
    { 'x-middleware-prefetch': '1' },
    { 'x-nextjs-data': '1' },
    { 'next-url': '/jobs', rsc: '1' },
    { 'x-middleware-rewrite': '/jobs' },
    { 'x-matched-path': '/jobs' },
  ];

  test('give no more than the page itself: nothing to nobody and to others', async () => {
    const page = `/jobs/${jobId}`;
    const paths = [
      page,
      `${page}?_rsc=abc12`,
      `${page}.rsc`,
      `${page}.segments/_tree.segment.rsc`,
      '/jobs',
      '/jobs.rsc',
    ];
    let tried = 0;
    for (const path of paths) {
      for (const headers of [{}, ...ROUTER_HEADERS]) {
        for (const cookie of ['', cookies.bob]) {
          // Next sends such requests on to the address that they should have had.
          const response = await get(path, { ...headers, ...(cookie && { cookie }) }, 'follow');
          const text = await response.text();
          const what = `${path} ${JSON.stringify(headers)} ${cookie ? 'bob' : 'nobody'}: ${response.status}`;
          for (const secret of [TITLE, NAME, asset.id, asset.sha256]) expect(text, what).not.toContain(secret);
          tried++;
        }
      }
    }
    // The same requests of the owner do give it: what is looked for is there to be found.
    expect(await (await get(page, { rsc: '1', cookie: cookies.ada }, 'follow')).text()).toContain(TITLE);
    expect(tried).toBe(paths.length * (ROUTER_HEADERS.length + 1) * 2);
  });
});

describe('server actions', () => {
  test('are refused to every page but ours', async () => {
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: stack.appUrl.replace(/:\d+$/, ':1') },
      { origin: `${stack.appUrl}.evil.example` },
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      { origin: stack.appUrl, 'sec-fetch-site': 'cross-site' },
    ];
    const actions = listServerActions();
    expect(actions.length).toBeGreaterThan(10);
    for (const { id, name } of actions) {
      for (const headers of foreign) {
        const answer = await fetch(`${stack.appUrl}/jobs`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: cookies.ada, 'next-action': id, 'content-type': 'text/plain', ...headers },
          body: '[]',
        });
        expect(answer.status, `${name} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
  });
});

describe('nothing that opens a door is written down', () => {
  const listFiles = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));

  test('in what browsers load, or in a cache', () => {
    const build = join(dirname(APP_SERVER), '.next');
    const secrets = [stack.serviceKey, stack.anonKey, stack.jwtSecret, '/object/sign/'];
    const loaded = listFiles(join(build, 'static'));
    expect(loaded.length).toBeGreaterThan(20);
    const cached = listFiles(build).filter((file) => /\/cache\//.test(file));
    for (const file of [...loaded, ...cached]) {
      const text = readFileSync(file, 'latin1');
      for (const secret of secrets) expect(text.includes(secret), `${file} has ${secret.slice(0, 14)}…`).toBe(false);
    }
  });

  test('on a public page, or in the log', async () => {
    const html = await (await get(pathOf(asset.pageUrl))).text();
    for (const text of [html, stack.readLog()]) {
      for (const secret of ['/object/sign/', 'token=', stack.serviceKey, stack.anonKey, 'correct horse', 'sb-127'])
        expect(text).not.toContain(secret);
    }
  });
});
