import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, locationOf, openBrowser } from './support/browser.ts';
import { createBackend } from './support/database.ts';
import { type FakeProviders, startFakeProviders } from './support/fake-providers.ts';
import { setSignUpPolicy } from './support/invitations.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp, type User } from './support/users.ts';

/** Signing in with GitHub by a code (PKCE) that the server exchanges, as hosted Supabase does it. */

let fake: FakeProviders;
let stack: Stack;
let ada: User;

beforeAll(async () => {
  stack = await startStack({
    putInBetween: async (backendUrl) => {
      fake = await startFakeProviders(backendUrl);
      return fake.url;
    },
  });
  ada = await signUp(stack, 'ada');
});
afterAll(async () => {
  await stack?.stop();
  await fake?.close();
});
beforeEach(() => fake.seat(ada));

const browse = () => openBrowser(stack.appUrl);
const place = (url: URL) => url.href.replace(stack.appUrl, '');

/** Presses the button. @returns the address of Auth that the app sends the browser to */
async function pressGitHub(browser: Browser, path = '/sign-in', fields: Record<string, string> = {}): Promise<URL> {
  return locationOf(await browser.submit(path, fields, 'Continue with GitHub'), stack.appUrl);
}

/** Presses the button and signs in at GitHub. @returns the address that GitHub and Auth send the browser back to */
async function returnFromGitHub(browser: Browser, path?: string, fields?: Record<string, string>): Promise<URL> {
  return locationOf(await browser.visit((await pressGitHub(browser, path, fields)).href), stack.appUrl);
}

/** Goes where the app sends on a browser that comes back. */
async function finish(browser: Browser, returning: URL): Promise<string> {
  return place(locationOf(await browser.visit(returning.href), stack.appUrl));
}

test('the pages offer what the back end has, and nothing else', async () => {
  for (const path of ['/sign-in', '/sign-up']) {
    const { text } = await browse().visit(path);
    expect(text).toContain('Continue with GitHub');
    expect(text).not.toContain('Continue with Google');
  }
  const forged = await browse().submit('/sign-in', { provider: 'google' }, 'Continue with GitHub');
  expect(place(locationOf(forged, stack.appUrl))).toBe('/sign-in?link=failed');
});

test('the button leads to Auth with a challenge, and back to this site only', async () => {
  const browser = browse();
  const authorize = await pressGitHub(browser);
  expect(authorize.origin + authorize.pathname).toBe(`${stack.supabaseUrl}/auth/v1/authorize`);
  const query = authorize.searchParams;
  expect([query.get('provider'), query.get('code_challenge_method')]).toEqual(['github', 's256']);
  expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/);
  expect(query.get('redirect_to')).toBe(`${stack.appUrl}/auth/confirm?next=%2Fjobs`);
  const verifiers = browser.setCookies.filter((line) => line.includes('code-verifier'));
  expect(verifiers.length).toBeGreaterThan(0);
  for (const line of verifiers) expect(line).toMatch(/; HttpOnly; SameSite=lax/i);
});

test('who comes back with the code is signed in, where they wanted to go', async () => {
  const browser = browse();
  const next = locationOf(await browser.visit('/trash'), stack.appUrl);
  expect(await finish(browser, await returnFromGitHub(browser, place(next)))).toBe('/trash');
  const jobs = await browser.visit('/jobs');
  expect(jobs.status).toBe(200);
  expect(jobs.text).toContain(ada.email);
  const session = browser.setCookies.filter((line) => /auth-token(\.\d)?=base64-/.test(line));
  expect(session.length).toBeGreaterThan(0);
  for (const line of session) expect(line).toMatch(/; HttpOnly; SameSite=lax/i);
});

describe('a code', () => {
  const EXPIRED = '/sign-in?link=expired';

  test.each(['without', 'with'])('does not sign another browser in, %s a sign-in of its own under way', async (own) => {
    const returning = await returnFromGitHub(browse());
    const other = browse();
    if (own === 'with') await pressGitHub(other);
    expect(await finish(other, returning)).toBe(EXPIRED);
    expect((await other.visit(EXPIRED)).text).toContain('That link has been used or is too old.');
    expect(place(locationOf(await other.visit('/jobs'), stack.appUrl))).toBe('/sign-in');
  });

  test('works once, and a made-up one never', async () => {
    const browser = browse();
    const returning = await returnFromGitHub(browser);
    expect(await finish(browser, returning)).toBe('/jobs');
    expect(await finish(browser, returning)).toBe(EXPIRED);
    const other = browse();
    await pressGitHub(other);
    expect(await finish(other, new URL('/auth/confirm?code=made-up', stack.appUrl))).toBe(EXPIRED);
  });

  test('of a recovery mail opens the page for a new password; one of GitHub does not', async () => {
    const forgetful = await signUp(stack, 'forgetful');
    fake.seat(forgetful);
    const browser = browse();
    await browser.submit('/forgot-password', { email: forgetful.email });
    expect(await finish(browser, new URL(fake.recoveryLink()))).toBe('/reset-password');
    const saved = await browser.submit('/reset-password', { password: 'four loud magpies' });
    expect(place(locationOf(saved, stack.appUrl))).toBe('/jobs');

    fake.seat(ada);
    const other = browse();
    await finish(other, await returnFromGitHub(other));
    const refused = await other.submit('/reset-password', { password: 'taken over by me' });
    expect(refused.text).toContain('The link to choose a new password is too old');
  });
});

describe('wherever `next` wants to go', () => {
  const OFF_SITE = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(1)',
  ];

  test.each(OFF_SITE)('%j in the form stays on this site', async (next) => {
    const browser = browse();
    expect(await finish(browser, await returnFromGitHub(browser, '/sign-in', { next }))).toBe('/jobs');
  });

  test.each(OFF_SITE)('%j in the address that GitHub sends back to stays on this site', async (next) => {
    const browser = browse();
    const returning = await returnFromGitHub(browser);
    returning.searchParams.set('next', next);
    expect(await finish(browser, returning)).toBe('/jobs');
  });
});

test('where sign-up is closed, a person from GitHub is told so and owns nothing', async () => {
  const backend = createBackend(stack);
  const stranger = await signUp(stack, 'stranger');
  fake.seat(stranger);
  await setSignUpPolicy(backend, 'closed');
  try {
    const browser = browse();
    expect(await finish(browser, await returnFromGitHub(browser))).toBe('/jobs');
    expect((await browser.visit('/jobs')).text).toContain('New accounts are not open here');
    expect((await backend.readRows('profiles')).map(({ owner_id }) => owner_id)).not.toContain(stranger.id);
  } finally {
    await setSignUpPolicy(backend, 'open');
  }
});

const DENIED = 'access_denied';
test.each([
  ['said no', { error: DENIED, error_description: 'The user denied' }, 'The other service did not let you in.'],
  ['failed', { error: 'server_error', error_code: 'unexpected_failure' }, 'The other service did not let you in.'],
  ['meets closed doors', { error: DENIED, error_code: 'signup_disabled' }, 'New accounts are not open here.'],
  ['took too long', { error: DENIED, error_code: 'otp_expired' }, 'That link has been used or is too old.'],
])('who comes back without a code because it %s reads why', async (_what, refusal, words) => {
  const browser = browse();
  const returning = await fake.refusing(refusal, () => returnFromGitHub(browser));
  expect((await browser.visit(await finish(browser, returning))).text).toContain(words);
});
