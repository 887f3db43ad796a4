import { expect, test } from 'vitest';
import { parseEnv } from './env.ts';

const REQUIRED = { SUPABASE_URL: 'http://127.0.0.1:54321', SUPABASE_ANON_KEY: 'anon', SUPABASE_SERVICE_KEY: 'service' };

test('three variables are enough, the rest has defaults', () => {
  expect(parseEnv(REQUIRED)).toMatchObject({
    supabaseUrl: 'http://127.0.0.1:54321',
    supabasePublicUrl: 'http://127.0.0.1:54321',
    masterBucket: 'assets',
    publicBucket: 'public-assets',
    signedUrlExpiresInSeconds: 3600,
    maxFileBytes: 10_485_760,
    variantSizes: ['112x112', '56x56'],
    publicCacheSeconds: 300,
    siteUrl: null,
    trustedProxy: false,
    signUp: 'open',
  });
});

test('the keys go by the names that Supabase has given them over the years', () => {
  const { SUPABASE_URL } = REQUIRED;
  const keys = (source: Record<string, string>) => {
    const { anonKey, serviceKey } = parseEnv({ SUPABASE_URL, ...source });
    return [anonKey, serviceKey];
  };
  expect(keys({ SUPABASE_PUBLISHABLE_KEY: 'p', SUPABASE_SECRET_KEY: 's' })).toEqual(['p', 's']);
  expect(keys({ SUPABASE_ANON_KEY: 'a', SUPABASE_SERVICE_ROLE_KEY: 'r' })).toEqual(['a', 'r']);
});

test('beside the embedded back end, Storage is where the request came to', () => {
  expect(parseEnv({ ...REQUIRED, VITRINE_EMBEDDED: '1' }).supabasePublicUrl).toBeNull();
  expect(
    parseEnv({ ...REQUIRED, VITRINE_EMBEDDED: '1', SUPABASE_PUBLIC_URL: 'https://files.example.com/' })
      .supabasePublicUrl,
  ).toBe('https://files.example.com');
});

test.each([
  ['SUPABASE_URL', 'ftp://example.com'],
  ['SIGNED_URL_EXPIRATION', '5'],
  ['MAX_FILE_SIZE', 'ten'],
  ['ALLOWED_MIME_TYPES', 'image/png,image/svg+xml'],
  ['VARIANT_SIZES', '112'],
  ['SITE_URL', 'images.example.com'],
  ['CRON_SECRET', 'short'],
  ['SIGN_UP', 'maybe'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => parseEnv({ ...REQUIRED, [name]: value })).toThrow(name);
});

test('an empty variable is an unset one', () => {
  expect(parseEnv({ ...REQUIRED, MAX_FILE_SIZE: '', SITE_URL: '' }).siteUrl).toBeNull();
  expect(() => parseEnv({ ...REQUIRED, SUPABASE_SERVICE_KEY: '' })).toThrow('SUPABASE_SERVICE_KEY');
});
