import { expect, test } from 'vitest';
import { parseEnv } from '../env.ts';
import { findSettingsDifference, settingsOf } from './settings-of-env.ts';

const settings = settingsOf(
  parseEnv({ SUPABASE_URL: 'http://127.0.0.1:1', SUPABASE_ANON_KEY: 'anon', SUPABASE_SERVICE_KEY: 'service' }),
);

test('the order of a list makes no difference', () => {
  const stored = { ...settings, allowedContentTypes: [...settings.allowedContentTypes].reverse() };
  expect(findSettingsDifference(settings, stored)).toBeNull();
});

test('a difference is told with both values', () => {
  expect(findSettingsDifference(settings, { ...settings, publicCacheSeconds: 60 })).toMatch(
    /publicCacheSeconds.*300.*60/,
  );
});
