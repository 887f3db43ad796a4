import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const read = (env: Record<string, string>) => readConfig([], env as unknown as NodeJS.ProcessEnv);

test('mails are sent by the server that SMTP_URL names, from an address of the site unless another is given', () => {
  expect(read({})).toMatchObject({ smtpUrl: undefined, smtpFrom: 'Vitrine <no-reply@localhost>' });
  const given = { SMTP_URL: 'smtps://ada:p%40ss@mail.example.com', SITE_URL: 'https://images.example.com/' };
  expect(read(given)).toMatchObject({
    smtpUrl: 'smtps://ada:p%40ss@mail.example.com',
    smtpFrom: 'Vitrine <no-reply@images.example.com>',
  });
  expect(read({ ...given, SMTP_FROM: 'ada@example.com' }).smtpFrom).toBe('ada@example.com');
});

test.each(['mail.example.com:587', 'https://mail.example.com', 'smtp://', 'secret'])(
  'SMTP_URL=%s is refused by name, without its value',
  (SMTP_URL) => {
    expect(() => read({ SMTP_URL })).toThrow(/^SMTP_URL must look like smtp:/);
    expect(() => read({ SMTP_URL })).not.toThrow('secret');
  },
);

test.each(['Vitrine', 'Vitrine <nobody>', 'a@example.com\nBcc: b@example.com', 'a@b <c@d> <e@f>'])(
  'SMTP_FROM=%j is refused by name',
  (SMTP_FROM) => {
    expect(() => read({ SMTP_FROM })).toThrow(/^SMTP_FROM must look like/);
  },
);
