import { expect, test } from 'vitest';
import { parseEnv } from '../env.ts';
import { originsOf } from './request-origins.ts';

const base = { SUPABASE_URL: 'http://127.0.0.1:54321', SUPABASE_ANON_KEY: 'anon', SUPABASE_SERVICE_KEY: 'service' };
const embedded = { ...base, VITRINE_EMBEDDED: '1' };
const origins = (source: Record<string, string>, headers: Record<string, string>) =>
  originsOf(new Headers(headers), parseEnv(source));

test('the embedded Storage is on the host name that the caller used', () => {
  expect(origins(embedded, { host: 'localhost:3000' })).toEqual({
    siteUrl: 'http://localhost:3000',
    storageUrl: 'http://localhost:54321/storage/v1',
  });
  expect(origins(embedded, { host: '192.0.2.7:3000' }).storageUrl).toBe('http://192.0.2.7:54321/storage/v1');
  expect(origins(embedded, { host: '[::1]:3000' }).storageUrl).toBe('http://[::1]:54321/storage/v1');
});

test('a Supabase project is where it says it is, whatever the Host', () => {
  expect(origins(base, { host: 'images.example.com' }).storageUrl).toBe('http://127.0.0.1:54321/storage/v1');
});

test('SITE_URL wins over the Host, and a forwarded protocol counts only from a trusted proxy', () => {
  const headers = { host: 'inner:3000', 'x-forwarded-proto': 'https' };
  expect(origins({ ...base, SITE_URL: 'https://images.example.com' }, headers).siteUrl).toBe(
    'https://images.example.com',
  );
  expect(origins(base, headers).siteUrl).toBe('http://inner:3000');
  expect(origins({ ...base, TRUSTED_PROXY: '1' }, headers).siteUrl).toBe('https://inner:3000');
});
