import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnv } from './env-files.mjs';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vitrine-env-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('.env.local wins over .env, and the real environment over both', () => {
  writeFileSync(join(directory, '.env'), 'PORT=1\nHOST=file\nSIGN_UP="open" # all\n');
  writeFileSync(join(directory, '.env.local'), 'PORT=2\nHOST=local\n');
  expect(readEnv(directory, { PORT: '3' })).toEqual({ PORT: '3', HOST: 'local', SIGN_UP: 'open' });
});

test('without files the environment stays as it is', () => {
  expect(readEnv(directory, { PORT: '3' })).toEqual({ PORT: '3' });
});
