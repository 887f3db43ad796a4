import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SmtpServer, startSmtpServer } from '../tests/support/smtp-server.ts';
import { createSmtpSender } from './smtp.ts';

const FROM = 'Vitrine <no-reply@images.example.com>';
const MAIL = {
  to: 'ada@example.com',
  subject: 'Vitrine: choose a new password',
  text: `Choose it here …:\n\nhttps://images.example.com/auth/confirm?token_hash=${'a'.repeat(120)}\n`,
  link: null,
};

let server: SmtpServer;

beforeEach(async () => {
  server = await startSmtpServer();
});
afterEach(() => server.close());

test('a mail arrives as it was written, as plain text from a machine', async () => {
  await createSmtpSender(server.url, FROM)(MAIL);
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: 'no-reply@images.example.com', to: MAIL.to, text: MAIL.text });
  expect(mail?.headers.get('from')).toBe(FROM);
  expect(mail?.headers.get('subject')).toBe(MAIL.subject);
  expect(mail?.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
});

test('an address with a comma in it stays one recipient', async () => {
  await createSmtpSender(server.url, FROM)({ ...MAIL, to: 'a@x.example,b@x.example' }).catch(() => {});
  expect(server.mails.map(({ to }) => to)).not.toContain('b@x.example');
});

test('a refusal is for good or for now, and its reason names neither address nor link', async () => {
  const send = createSmtpSender(server.url, FROM);
  server.become('busy');
  await expect(send(MAIL)).rejects.toMatchObject({ isPermanent: false, message: expect.stringContaining('451 try') });
  server.become('refusing');
  await expect(send(MAIL)).rejects.toMatchObject({
    isPermanent: true,
    message: expect.stringMatching(/550 no such mailbox <<address>>, see <link>$/),
  });
});

test('a server that is away is tried again', async () => {
  await expect(createSmtpSender('smtp://127.0.0.1:1', FROM)(MAIL)).rejects.toMatchObject({
    isPermanent: false,
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a password does not go to another machine in the clear, but to this one it may', async () => {
  const { port } = new URL(server.url);
  // This machine, by a name that only its resolver knows.
  await expect(createSmtpSender(`smtp://ada:open-sesame@127.1:${port}`, FROM)(MAIL)).rejects.toThrow(/STARTTLS/);
  expect(server.mails).toHaveLength(0);
  await createSmtpSender(`smtp://ada:open-sesame@localhost:${port}`, FROM)(MAIL);
  expect(server.mails).toHaveLength(1);
});
