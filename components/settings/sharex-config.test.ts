import { expect, test } from 'vitest';
import { shareXFile } from './sharex-config.ts';

const job = { id: 'b7c1', title: 'Say "cheese"' };

test('the file is JSON whatever the job is called, and sends the token', () => {
  const { name, text } = shareXFile('https://images.example', job, 'vt_x');
  expect(name).toBe('vitrine.sxcu');
  expect(JSON.parse(text)).toMatchObject({
    Name: 'Vitrine: Say "cheese"',
    RequestURL: 'https://images.example/api/v1/jobs/b7c1/assets',
    Headers: { Authorization: 'Bearer vt_x' },
  });
});

test('without a token the file says by its name that one has to go in', () => {
  const { name, text } = shareXFile('https://images.example', job, null);
  expect(name).toBe('vitrine-replace-the-token.sxcu');
  expect(JSON.parse(text).Headers.Authorization).toBe('Bearer REPLACE_WITH_YOUR_TOKEN');
});
