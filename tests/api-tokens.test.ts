import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Operation, scopesOf } from '../lib/api/operation.ts';
import { OPERATIONS } from '../lib/api/operations.ts';
import { API_SCOPES, type ApiScope } from '../lib/schemas/api-scope.ts';
import type { CreatedApiToken } from '../lib/schemas/api-token.ts';
import type { BatchAction } from '../lib/schemas/asset-batch.ts';
import { createApi, errorCodeOf } from './support/api-client.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { type Backend, createBackend } from './support/database.ts';
import { EXTERNAL } from './support/external-back-end.ts';
import { actionResultOf, callServerAction, findServerAction } from './support/server-actions.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp, type User } from './support/users.ts';

const MISSING = '00000000-0000-4000-8000-000000000000';
const PAGE = '/settings/api';

let stack: Stack;
let backend: Backend;
let ada: User;
let adaCookie: string;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
  ada = await signUp(stack, 'ada');
  adaCookie = await openCookieSession(stack, ada);
});
afterAll(() => stack?.stop());

/** As the settings page does it. */
async function act(name: string, input: unknown): Promise<unknown> {
  return actionResultOf(await callServerAction(stack.appUrl, PAGE, findServerAction(name), input, adaCookie));
}

async function create(scopes: ApiScope[]): Promise<CreatedApiToken> {
  const result = (await act('createApiToken', { name: 'Script', scopes, expiresInDays: 30 })) as {
    data: CreatedApiToken;
  };
  return result.data;
}

const listJobsWith = (token: string) => createApi(stack.appUrl, token).call('GET', '/api/v1/jobs');

describe('a token', () => {
  test('lets a script in from its making to its revocation, and not one request longer', async () => {
    const { apiToken, token } = await create(['read']);
    expect(token).toMatch(/^vt_[\w-]{43}$/);
    expect(apiToken).toMatchObject({ name: 'Script', scopes: ['read'], hint: token.slice(-4), lastUsedAt: null });
    expect((await listJobsWith(token)).status).toBe(200);
    expect(await act('revokeApiToken', { tokenId: apiToken.id })).toMatchObject({ ok: true });
    const startedAt = performance.now();
    expect(errorCodeOf(await listJobsWith(token))).toBe('401 unauthenticated');
    console.log(`refused ${Math.round(performance.now() - startedAt)} ms after the revocation, on the next request`);
  });

  test('is kept as a hash alone, and in no log', async () => {
    const { token } = await create(['read']);
    await listJobsWith(token);
    const { data } = await backend.client.from('api_tokens').select('*');
    expect(JSON.stringify(data)).not.toContain(token.slice(3, 20));
    expect(stack.readLog()).not.toContain(token.slice(3, 20));
    if (EXTERNAL) return;
    const files = readdirSync(stack.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const holding = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(token));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  test('remembers when it was last used, to the minute', async () => {
    const { apiToken, token } = await create(['read']);
    const lastUse = async () => {
      const { data } = await backend.client.from('api_tokens').select('last_used_at').eq('id', apiToken.id).single();
      return data?.last_used_at;
    };
    expect(await lastUse()).toBeNull();
    await listJobsWith(token);
    const first = await lastUse();
    expect(Date.now() - Date.parse(first)).toBeLessThan(60_000);
    await listJobsWith(token);
    expect(await lastUse()).toBe(first);
  });

  test('that has expired is refused', async () => {
    const { token } = await makeApiToken(backend, ada, API_SCOPES, 1);
    await expect.poll(async () => (await listJobsWith(token)).status, { timeout: 10_000 }).toBe(401);
  });

  test('of one character more, less or other is refused as any wrong token is', async () => {
    const { token } = await makeApiToken(backend, ada, API_SCOPES);
    const last = token.endsWith('A') ? 'B' : 'A';
    const wrong = [`${token}A`, token.slice(0, -1), token.slice(0, -1) + last, token.replace('vt_', 'xx_'), 'vt_', 'x'];
    const answers = await Promise.all([...wrong, ada.accessToken.replace(/.$/, '!')].map(listJobsWith));
    for (const answer of answers) {
      expect(errorCodeOf(answer)).toBe('401 unauthenticated');
      expect(answer.body).toEqual(answers[0]?.body);
    }
  });

  test('needs a name, a scope and a lifetime of the list', async () => {
    for (const input of [
      { name: ' ', scopes: ['read'], expiresInDays: 30 },
      { name: 'x', scopes: [], expiresInDays: 30 },
      { name: 'x', scopes: ['everything'], expiresInDays: 30 },
      { name: 'x', scopes: ['read'], expiresInDays: 31 },
    ]) {
      expect(await act('createApiToken', input)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
    }
  });
});

test('nobody has more than fifty', async () => {
  const bob = await signUp(stack, 'bob');
  await Promise.all(Array.from({ length: 50 }, () => makeApiToken(backend, bob, ['read'])));
  await expect(makeApiToken(backend, bob, ['read'])).rejects.toThrow('limit_exceeded');
});

describe('scopes', () => {
  const PERMITTED_SETS: ApiScope[][] = [[...API_SCOPES], ...API_SCOPES.map((scope) => [scope])];
  let cells = 0;

  /** With ids of nothing and without a body: who may come in is told something else than 403. */
  const send = ({ method, path }: Operation, token: string) =>
    createApi(stack.appUrl, token).call(method, `/api/v1${path.replace(/\{\w+\}/g, MISSING)}`);

  test.each(PERMITTED_SETS)('%s', async (...scopes) => {
    const { token } = await makeApiToken(backend, ada, scopes);
    for (const operation of OPERATIONS) {
      cells++;
      const answer = await send(operation, token);
      const what = `${operation.id} with ${scopes}`;
      const needed = scopesOf(operation);
      if (scopes.some((scope) => needed.includes(scope))) {
        expect([401, 403, 500], what).not.toContain(answer.status);
      } else {
        expect(errorCodeOf(answer), what).toBe('403 forbidden');
        for (const scope of needed) expect(JSON.stringify(answer.body), what).toContain(scope);
      }
    }
  });

  test('a gallery is opened by those who may publish', async () => {
    const { id } = await createApi(stack.appUrl, ada.accessToken).createJob('Scopes');
    const [upload, both] = await Promise.all([
      makeApiToken(backend, ada, ['upload']),
      makeApiToken(backend, ada, ['upload', 'publish']),
    ]);
    const turnOn = (token: string) =>
      createApi(stack.appUrl, token).call('PATCH', `/api/v1/jobs/${id}`, { gallery: 'on' });
    expect(errorCodeOf(await turnOn(upload.token))).toBe('403 forbidden');
    expect((await turnOn(both.token)).body).toMatchObject({ gallery: 'on' });
  });

  test('many assets are changed by those who may do that to one', async () => {
    const needed: Record<BatchAction, ApiScope> = {
      publish: 'publish',
      unpublish: 'publish',
      trash: 'delete',
      restore: 'delete',
      delete: 'delete',
      move: 'upload',
    };
    for (const [action, scope] of Object.entries(needed)) {
      for (const held of API_SCOPES) {
        const { token } = await makeApiToken(backend, ada, [held]);
        const body = { action, assetIds: [MISSING], ...(action === 'move' && { jobId: MISSING }) };
        const answer = await createApi(stack.appUrl, token).call('POST', '/api/v1/assets/batch', body);
        if (held !== scope) expect(errorCodeOf(answer), `${action} with ${held}`).toBe('403 forbidden');
        else expect(answer.status, `${action} with ${held}`).toBe(action === 'move' ? 404 : 200);
      }
    }
  });

  test('the table was whole', () => {
    console.log(`cells: ${cells} (${OPERATIONS.length} operations, ${PERMITTED_SETS.length} sets of scopes)`);
    expect(cells).toBe(OPERATIONS.length * PERMITTED_SETS.length);
  });
});
