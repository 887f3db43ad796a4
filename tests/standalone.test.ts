import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { APP_SERVER } from '../scripts/launch/paths.mjs';
import { findFreePort } from '../scripts/launch/ports.mjs';
import { createApi } from './support/api-client.ts';
import { makeImage } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** The server as the image has it: its folder alone, elsewhere, run by nobody, beside a back end of others. */

const NOBODY = 65534;
const READY_WITHIN_MS = 30_000;

let stack: Stack;
let folder: string;
let instance: ChildProcess;
let url: string;

beforeAll(async () => {
  stack = await startStack();
  folder = mkdtempSync(join(tmpdir(), 'vitrine-standalone-'));
  cpSync(dirname(APP_SERVER), folder, { recursive: true });
  // In the image, Node is the system's.
  const node = join(folder, 'node');
  cpSync(process.execPath, node);
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  instance = spawn(node, ['server.js'], {
    cwd: folder,
    stdio: 'inherit',
    env: {
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: `${port}`,
      SUPABASE_URL: stack.supabaseUrl,
      SUPABASE_ANON_KEY: stack.anonKey,
      SUPABASE_SERVICE_KEY: stack.serviceKey,
    },
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  await vi.waitFor(async () => expect((await fetch(`${url}/api/health`)).status).toBe(200), {
    timeout: READY_WITHIN_MS,
    interval: 100,
  });
});
afterAll(async () => {
  if (instance) {
    instance.kill();
    await once(instance, 'exit');
  }
  await stack?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('takes, shows, publishes and takes back beside another instance', async () => {
  const { accessToken } = await signUp(stack, 'ada');
  const [here, there] = [createApi(url, accessToken), createApi(stack.appUrl, accessToken)];
  const job = await here.createJob('Prints');
  const bytes = await makeImage({ format: 'jpeg', width: 640, height: 480 });
  const asset = await here.upload(job.id, { name: 'leaf.jpg', bytes });
  expect(asset.status).toBe('private');
  expect((await there.setVisibility(asset.id, 'public')).status).toBe('public');
  const published = await here.getAsset(asset.id);
  const page = await fetch(`${published.pageUrl}`);
  expect(page.status).toBe(200);
  expect(published.pageUrl?.startsWith(url)).toBe(true);
  expect((await fetch(`${published.publicUrl}`)).headers.get('content-type')).toBe('image/jpeg');
  expect((await here.setVisibility(asset.id, 'private')).status).toBe('private');
  expect((await fetch(`${published.pageUrl}`)).status).toBe(404);
});

test('serves what the pages load', async () => {
  const html = await (await fetch(`${url}/sign-in`)).text();
  const assets = [...html.matchAll(/"(\/_next\/static\/[^"\\]+\.(?:js|css|woff2))/g)].map(([, path]) => path);
  expect(new Set(assets.map((path) => path?.split('.').at(-1)))).toEqual(new Set(['js', 'css', 'woff2']));
  for (const path of new Set(assets)) expect((await fetch(url + path)).status, path).toBe(200);
  expect((await fetch(`${url}/icon.svg`)).status).toBe(200);
});
