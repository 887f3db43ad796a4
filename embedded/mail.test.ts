import { describe, expect, test } from 'vitest';
import { maskAddress, writeAddressChangedMail, writeAuthMail } from './mail.ts';

const SITE = 'https://images.example.com';
const fromLite = (type: string) => ({
  to: 'ada@example.com',
  subject: 'Reset Your Password',
  text: `Reset your password with this code: 123\n\nOr follow this link: ${SITE}/auth/v1/verify?token=abc&type=${type}&redirect_to=x`,
});

describe('a mail of Auth', () => {
  test.each([
    ['recovery', 'Vitrine: choose a new password', 'Your password stays as it is'],
    ['email_change', 'Vitrine: confirm your new email address', 'Nothing changes'],
  ])('%s says what it is for, leads to the app and has no code', (type, subject, words) => {
    const mail = writeAuthMail(fromLite(type), null, SITE);
    expect(mail).toMatchObject({ to: 'ada@example.com', subject });
    expect(mail.link).toBe(`${SITE}/auth/confirm?token_hash=abc&type=${type}`);
    expect(mail.text).toContain(`\n\n${mail.link}\n\n`);
    expect(mail.text).toContain(words);
    expect(mail.text).not.toContain('123');
  });

  test('of another kind keeps its subject', () => {
    const mail = writeAuthMail(fromLite('invite'), null, SITE);
    expect(mail.text).toBe(
      `Reset Your Password. Follow this link:\n\n${SITE}/auth/confirm?token_hash=abc&type=invite\n`,
    );
  });

  test.each([
    [`${SITE}/auth/confirm?next=/reset-password`, '/reset-password'],
    [`${SITE}/auth/confirm?next=/jobs&token_hash=forged`, '/jobs'],
    [`${SITE}/trash?page=2`, '/trash?page=2'],
    ['https://evil.example/auth/confirm?next=/x', null],
    ['nonsense', null],
  ])('asked to lead to %s goes on to %s', (redirectTo, next) => {
    const link = new URL(writeAuthMail(fromLite('recovery'), redirectTo, SITE).link ?? '');
    expect([link.origin, link.searchParams.get('next')]).toEqual([SITE, next]);
    expect(link.searchParams.getAll('token_hash')).toEqual(['abc']);
  });
});

test('the old address learns of the new one as much as its owner needs', () => {
  const mail = writeAddressChangedMail('old@example.com', 'new@example.org', SITE);
  expect(mail).toMatchObject({ to: 'old@example.com', link: null });
  expect(mail.text).toContain('was changed to n…@example.org.');
  expect(mail.text).not.toContain('new@');
  expect(maskAddress('no-at-sign')).toBe('n…');
});
