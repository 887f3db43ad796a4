import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../scripts/launch/paths.mjs';
import { createApi, sha256Of } from './support/api-client.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { createBackend } from './support/database.ts';
import { makeImage } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** docs/api.md, run as it is written. */

const run = promisify(execFile);

let stack: Stack;
let folder: string;
let token: string;

beforeAll(async () => {
  stack = await startStack();
  const ada = await signUp(stack, 'ada');
  token = (await makeApiToken(createBackend(stack), ada, ['read', 'upload', 'publish', 'delete'])).token;
  folder = mkdtempSync(join(tmpdir(), 'vitrine-docs-'));
  writeFileSync(join(folder, 'photo.jpg'), await makeImage({ format: 'jpeg', pattern: 'gradient' }));
  writeFileSync(join(folder, 'photo_112x112.jpg'), await makeImage({ format: 'jpeg', width: 112, height: 112 }));
  writeFileSync(join(folder, 'poster.png'), await makeImage({ format: 'png', pattern: 'noise' }));
});
afterAll(async () => {
  await stack?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

test('the commands do what the page says', async () => {
  const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
  const script = [...page.matchAll(/^```bash\n(.*?)^```/gms)].map(([, code]) => code).join('\n');
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, VITRINE_URL: stack.appUrl, VITRINE_TOKEN: token },
  });
  console.log(stdout.trim());
  const line = (start: string) => stdout.split('\n').find((candidate) => candidate.startsWith(start)) ?? '';
  const api = createApi(stack.appUrl, token);

  const [, jobId = ''] = line('job ').split(' ');
  expect(await api.getJob(jobId)).toMatchObject({ title: 'Spring', assetCount: 2, publicCount: 0 });
  const [, assetId = ''] = line('uploaded ').split(' ');
  const asset = await api.settled(assetId);
  expect(asset).toMatchObject({ name: 'photo.jpg', status: 'private' });
  const { pageUrl } = await api.setVisibility(asset.id, 'public');
  expect(line('page at ')).toBe(`page at ${pageUrl}`);
  const variant = await fetch(line('variant at ').replace('variant at ', ''));
  expect(Buffer.from(await variant.arrayBuffer())).toEqual(readFileSync(join(folder, 'photo_112x112.jpg')));
  const poster = await fetch(line('signed ').replace('signed ', ''));
  const posterBytes = new Uint8Array(await poster.arrayBuffer());
  expect(sha256Of(posterBytes)).toBe(sha256Of(readFileSync(join(folder, 'poster.png'))));
  expect(line('copy of ')).toMatch(/^copy of poster\.png is (private|verifying)$/);
  expect(stdout.match(/^receipt of .*$/gm)).toEqual(['receipt of photo.jpg', 'receipt of poster.png']);
  expect(stdout.match(/^listed .*$/gm)).toEqual(['listed photo.jpg', 'listed poster.png']);
  expect(stdout.match(/^(asked for|refused with) .*$/gm)).toEqual([
    'asked for photo.jpg',
    'asked for poster.png',
    'refused with not_found',
  ]);
  expect(stdout.match(/^(shared|exported|trashed) .*$/gm)).toEqual([
    'shared photo.jpg',
    'exported 2 assets',
    'trashed 0',
  ]);
  expect(readdirSync(join(folder, 'originals')).sort()).toEqual(['photo.jpg', 'poster.png']);
  for (const name of ['photo.jpg', 'poster.png'])
    expect(readFileSync(join(folder, 'originals', name))).toEqual(readFileSync(join(folder, name)));
});
