import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignUpPolicy } from '../lib/ports/settings-store.ts';
import { createApi, errorCodeOf, sha256Of } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { submitForm } from './support/forms.ts';
import { makeInvitation, setSignUpPolicy } from './support/invitations.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp, type User } from './support/users.ts';

/** Who may own anything, as the database holds it whatever made the Auth user; and what ends a session. */

let stack: Stack;
let backend: Backend;

beforeAll(async () => {
  stack = await startStack();
  backend = createBackend(stack);
});
afterAll(() => stack?.stop());

const rpc = async (name: string, args: Record<string, unknown>): Promise<string> => {
  const { data, error } = await backend.client.rpc(name, args);
  return error ? `${error.code} ${error.details}` : JSON.stringify(data ?? null);
};
const redeem = (owner: string, token: string) =>
  rpc('redeem_invitation', { p_owner: owner, p_token_hash: sha256Of(token) });
const isAdmitted = async (owner: string) =>
  (await backend.readRows('profiles')).some(({ owner_id }) => owner_id === owner);

/** Every way in which a person first makes something. */
const firstUses = (owner: string): Record<string, [string, Record<string, unknown>]> => ({
  job: ['create_job', { p_owner: owner, p_job: randomUUID(), p_title: 'First' }],
  'API token': [
    'create_api_token',
    {
      ...{ p_owner: owner, p_name: 'First', p_token_hash: sha256Of(randomUUID()), p_hint: 'last' },
      ...{ p_scopes: ['read'], p_expires_in_seconds: 60 },
    },
  ],
  'idempotent request': [
    'begin_idempotent_request',
    { p_owner: owner, p_key: randomUUID(), p_fingerprint: 'a'.repeat(64), p_lock_seconds: 1 },
  ],
  'logo or avatar': ['begin_tenant_image', { p_owner: owner, p_kind: 'avatar' }],
  'switch for the logo': ['set_show_logo', { p_owner: owner, p_show: false }],
});

describe('the sign-up policy', () => {
  const REFUSALS: [SignUpPolicy, string][] = [
    ['invite', 'PT403 New accounts need an invitation here.'],
    ['closed', 'PT403 New accounts are not open here.'],
  ];

  test.each(REFUSALS)('%s refuses a user made past the app, and nobody who is in', async (policy, refusal) => {
    const member = await signUp(stack, `member-${policy}`);
    await createApi(stack.appUrl, member.accessToken).createJob('Before');
    await setSignUpPolicy(backend, policy);
    const newcomer = await signUp(stack, `newcomer-${policy}`);
    for (const [what, [name, args]] of Object.entries(firstUses(newcomer.id))) {
      expect(await rpc(name, args), what).toBe(refusal);
    }
    const answer = await createApi(stack.appUrl, newcomer.accessToken).call('POST', '/api/v1/jobs', { title: 'Mine' });
    expect(errorCodeOf(answer)).toBe('403 forbidden');
    expect(await isAdmitted(newcomer.id)).toBe(false);
    await createApi(stack.appUrl, member.accessToken).createJob('After');
    await setSignUpPolicy(backend, 'open');
    for (const [what, [name, args]] of Object.entries(firstUses(newcomer.id))) {
      expect(await rpc(name, args), what).not.toContain('PT403');
    }
  });

  test('who is not admitted sees a page that says so, wherever they go', async () => {
    const newcomer = await signUp(stack, 'reader');
    const cookie = await openCookieSession(stack, newcomer);
    const look = async (path: string) => (await fetch(stack.appUrl + path, { headers: { cookie } })).text();
    await setSignUpPolicy(backend, 'invite');
    for (const path of ['/jobs', '/trash', '/settings/account']) {
      expect(await look(path)).toContain('New accounts need an invitation here');
    }
    await setSignUpPolicy(backend, 'closed');
    expect(await look('/jobs')).toContain('New accounts are not open here');
    await setSignUpPolicy(backend, 'open');
    expect(await look('/jobs')).toContain('Drop your first images here');
  });
});

describe('an invitation', () => {
  const people = (name: string, count: number): Promise<User[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => signUp(stack, `${name}-${index}`)));
  const underInvite = async <T>(work: () => Promise<T>): Promise<T> => {
    await setSignUpPolicy(backend, 'invite');
    return work().finally(() => setSignUpPolicy(backend, 'open'));
  };

  test('admits one of eight who redeem it at once', async () => {
    const guests = await people('guest', 8);
    await makeInvitation(backend, null, { token: 'one of eight' });
    const answers = await underInvite(() => Promise.all(guests.map(({ id }) => redeem(id, 'one of eight'))));
    expect(answers.filter((answer) => answer === 'null')).toHaveLength(1);
    const admitted = await Promise.all(guests.map(({ id }) => isAdmitted(id)));
    expect(admitted).toEqual(answers.map((answer) => answer === 'null'));
    expect(answers.filter((answer) => answer.startsWith('PT409'))).toHaveLength(7);
  });

  test('is used up once by one person who redeems two at once', async () => {
    const [twice] = await people('twice', 1);
    for (const token of ['first', 'second']) await makeInvitation(backend, null, { token });
    await underInvite(() => Promise.all(['first', 'second'].map((token) => redeem(twice?.id ?? '', token))));
    const { data } = await backend.client.from('invitations').select('used_by').eq('used_by', twice?.id);
    expect(data).toHaveLength(1);
  });

  test('admits nobody when it is unknown, too old or revoked, and says so before there is an account', async () => {
    const [guest, member] = await people('late', 2);
    await createApi(stack.appUrl, member?.accessToken ?? '').createJob('A member');
    await makeInvitation(backend, null, { token: 'too old', seconds: -1 });
    const revoked = await makeInvitation(backend, member?.id ?? '', { token: 'revoked' });
    const revoke = (owner: string | null | undefined) =>
      rpc('revoke_invitation', { p_created_by: owner, p_invitation: revoked });
    for (const other of [guest?.id, null]) expect(await revoke(other)).toMatch(/^PT404/);
    expect(await revoke(member?.id)).toBe('null');
    await underInvite(async () => {
      for (const [token, refusal] of Object.entries({ unknown: 'PT404', 'too old': 'PT409', revoked: 'PT404' })) {
        expect(await rpc('check_invitation', { p_token_hash: sha256Of(token) }), token).toContain(refusal);
        expect(await redeem(guest?.id ?? '', token), token).toContain(refusal);
      }
    });
    expect(await isAdmitted(guest?.id ?? '')).toBe(false);
  });

  test('does not count while sign-up is closed', async () => {
    const [guest] = await people('closed', 1);
    await makeInvitation(backend, null, { token: 'closed' });
    await setSignUpPolicy(backend, 'closed');
    expect(await redeem(guest?.id ?? '', 'closed')).toMatch(/^PT403/);
    await setSignUpPolicy(backend, 'open');
  });

  test('is one of at most twenty open ones of a member', async () => {
    const [member] = await people('host', 1);
    await createApi(stack.appUrl, member?.accessToken ?? '').createJob('A member');
    const ask = () =>
      rpc('create_invitation', {
        ...{ p_created_by: member?.id, p_token_hash: sha256Of(randomUUID()), p_note: null, p_seconds: 60 },
      });
    const answers = await underInvite(() => Promise.all(Array.from({ length: 22 }, ask)));
    expect(answers.filter((answer) => answer.startsWith('PT403'))).toHaveLength(2);
  });
});

describe('a session', () => {
  const auth = (path: string, token: string, init: RequestInit = {}) =>
    fetch(`${stack.supabaseUrl}/auth/v1/${path}`, {
      ...init,
      headers: { apikey: stack.anonKey, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });

  test('that was ended everywhere is refused by the next request of every browser', async () => {
    const ada = await signUp(stack, 'everywhere');
    const cookie = await openCookieSession(stack, ada);
    const jobs = (headers: Record<string, string>) => fetch(`${stack.appUrl}/api/v1/jobs`, { headers });
    const callers: Record<string, string>[] = [{ cookie }, { authorization: `Bearer ${ada.accessToken}` }];
    for (const headers of callers) expect((await jobs(headers)).status).toBe(200);
    expect((await auth('logout?scope=global', ada.accessToken, { method: 'POST' })).status).toBe(204);
    for (const headers of callers) expect((await jobs(headers)).status).toBe(401);
  });

  test('alone does not let its holder choose a new password on the page of recovery links', async () => {
    const ada = await signUp(stack, 'laptop');
    const cookie = await openCookieSession(stack, ada);
    const answer = await submitForm(stack.appUrl, '/reset-password', { password: 'taken over by me' }, { cookie });
    expect(answer.text).toContain('The link to choose a new password is too old');
    await expect(openCookieSession(stack, ada)).resolves.toContain('sb-');
  });
});
