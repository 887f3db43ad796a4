import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { locationOf, openBrowser } from './support/browser.ts';
import { submitForm } from './support/forms.ts';
import { type SmtpServer, startSmtpServer } from './support/smtp-server.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp } from './support/users.ts';

/** Mails by SMTP_URL, from the forms of the app to the mailbox of a person. */

let smtp: SmtpServer;
let stack: Stack;

beforeAll(async () => {
  smtp = await startSmtpServer();
  stack = await startStack({ env: { SMTP_URL: smtp.url, SMTP_FROM: 'Vitrine <vitrine@example.com>' } });
});
afterAll(async () => {
  await stack?.stop();
  await smtp?.close();
});
beforeEach(() => smtp.become('accepting'));

const forgetPassword = (email: string) => submitForm(stack.appUrl, '/forgot-password', { email });
const linkIn = (text: string): string => /^http\S+$/m.exec(text)?.[0] ?? '';

test('a forgotten password is replaced by the link of the mail that was sent', async () => {
  const ada = await signUp(stack, 'ada');
  expect((await forgetPassword(ada.email)).text).toContain('is on its way');
  const mail = await smtp.mailTo(ada.email);
  expect(mail.from).toBe('vitrine@example.com');
  expect(mail.headers.get('subject')).toBe('Vitrine: choose a new password');
  const link = linkIn(mail.text);
  expect(new URL(link).origin).toBe(stack.appUrl);

  const browser = openBrowser(stack.appUrl);
  expect(locationOf(await browser.visit(link), stack.appUrl).pathname).toBe('/reset-password');
  const answer = await browser.submit('/reset-password', { password: 'four loud magpies' });
  expect(locationOf(answer, stack.appUrl).pathname).toBe('/jobs');
  await expect(openCookieSession(stack, { ...ada, password: 'four loud magpies' })).resolves.toContain('sb-');
});

test('nothing of a mail stays on this machine, and no page shows mails', async () => {
  expect(stack.mailUrl).toBeNull();
  expect(existsSync(join(stack.dataDir, 'mails.json'))).toBe(false);
});

test('a mail that the server does not take yet is sent later, without its secrets in the log', async () => {
  const eve = await signUp(stack, 'patient');
  smtp.become('busy');
  const refused = smtp.next('recipient');
  await forgetPassword(eve.email);
  await refused;
  smtp.become('accepting');
  const mail = await smtp.mailTo(eve.email);
  const token = new URL(linkIn(mail.text)).searchParams.get('token_hash') ?? '';
  expect(token.length).toBeGreaterThan(20);
  const log = stack.readLog();
  expect(log).toContain('to p…@example.com is tried again in 2 s');
  expect(log).not.toContain(eve.email);
  expect(log).not.toContain(token);
});

test('a mail server that is silent holds up nobody: neither who asked nor who signs in', async () => {
  const [ada, bob] = [await signUp(stack, 'waiting'), await signUp(stack, 'passing')];
  smtp.become('silent');
  const connected = smtp.next('connection');
  const startedAtMs = performance.now();
  expect((await forgetPassword(ada.email)).text).toContain('is on its way');
  await connected;
  await openCookieSession(stack, bob);
  expect(performance.now() - startedAtMs).toBeLessThan(10_000);
  expect(smtp.mails.some(({ to }) => to === ada.email)).toBe(false);
});
