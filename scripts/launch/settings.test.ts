import { expect, test } from 'vitest';
import { readSettings } from './settings.mjs';

test('has defaults, also for empty variables', () => {
  const defaults = { port: 3000, host: '127.0.0.1', embedded: true, supabasePort: 54321, dataDir: '/repo/.vitrine' };
  expect(readSettings({}, '/repo')).toEqual(defaults);
  expect(readSettings({ PORT: '', HOST: '', SUPABASE_URL: '', VITRINE_DATA_DIR: '' }, '/repo')).toEqual(defaults);
});

test('embeds nothing when SUPABASE_URL is set', () => {
  expect(readSettings({ SUPABASE_URL: 'https://x.supabase.co' }, '/repo').embedded).toBe(false);
});

test('takes an absolute data directory as it is', () => {
  expect(readSettings({ VITRINE_DATA_DIR: '/data' }, '/repo').dataDir).toBe('/data');
});

test.each(['0', '65536', '80a', '-1', '3e3', ' 80'])('refuses PORT=%j, naming it', (PORT) => {
  expect(() => readSettings({ PORT }, '/repo')).toThrow(/^PORT must be a number from 1 to 65535/);
});

test('refuses one port for both servers', () => {
  expect(() => readSettings({ PORT: '4000', SUPABASE_PORT: '4000' }, '/repo')).toThrow(/PORT and SUPABASE_PORT/);
});
