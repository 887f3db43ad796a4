import { expect, test } from 'vitest';
import { welcome } from './welcome.mjs';

const usual = { port: 3000, host: '127.0.0.1', mailUrl: null, sendsLocalLinks: false, dev: false };

test('names the mail page where there is one, and nothing about mails otherwise', () => {
  expect(welcome({ ...usual, mailUrl: 'http://127.0.0.1:54321/mail/x' })).toContain('http://127.0.0.1:54321/mail/x');
  expect(welcome(usual)).not.toContain('mails');
});

test('says so when mails are sent with links that lead nowhere else', () => {
  expect(welcome({ ...usual, sendsLocalLinks: true })).toContain('open on this machine only: set SITE_URL');
});
