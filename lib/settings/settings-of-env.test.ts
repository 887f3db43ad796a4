import { expect, test } from 'vitest';
import { parseEnv } from '../env.ts';
import { listSettingsDifferences, settingsOf } from './settings-of-env.ts';

const settings = settingsOf(
  parseEnv({ SUPABASE_URL: 'http://127.0.0.1:1', SUPABASE_ANON_KEY: 'anon', SUPABASE_SERVICE_KEY: 'service' }),
);

test('the order of a list makes no difference', () => {
  const stored = { ...settings, allowedContentTypes: [...settings.allowedContentTypes].reverse() };
  expect(listSettingsDifferences(settings, stored)).toEqual([]);
});

test('a difference is told with both values', () => {
  expect(listSettingsDifferences(settings, { ...settings, publicCacheSeconds: 60 })).toEqual([
    { name: 'publicCacheSeconds', wanted: '300', stored: '60' },
  ]);
});
