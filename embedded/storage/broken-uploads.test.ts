import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, statfsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTestClient, createTestDirectory, startTestServer, type TestServer } from '../test-server.ts';

/** Uploads that break off half way: the client goes, or the disk is full. Nothing of them is left, and the next try works. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MIGRATION = "insert into storage.buckets (id, name) values ('files', 'files');";
const FILE_BYTES = 1_000_000;
const DISK_BYTES = 8_000_000;

let home: Awaited<ReturnType<typeof createTestDirectory>>;
let server: TestServer | undefined;
let storageDirectory: string;
let isMounted = false;

beforeAll(async () => {
  home = await createTestDirectory(MIGRATION);
  storageDirectory = join(home.data, 'storage');
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(async () => {
  if (isMounted) execFileSync('umount', [storageDirectory]);
  await home?.remove();
});

const bucketOf = (running: TestServer) => createTestClient(running, running.serviceKey).storage.from('files');

function listFiles(folder: string): string[] {
  const entries = readdirSync(join(storageDirectory, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('a PUT that is cut at half leaves no row, no file, and its token works again', async () => {
  server = await startTestServer(home.directory);
  const bucket = bucketOf(server);
  const { data } = await bucket.createSignedUploadUrl('cut.bin');
  const { hostname, port, pathname, search } = new URL(data?.signedUrl ?? '');
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `PUT ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: image/png\r\nContent-Length: ${FILE_BYTES}\r\n\r\n`,
  );
  socket.write(Buffer.alloc(FILE_BYTES / 2));
  await vi.waitFor(() => expect(listFiles('tmp')).toHaveLength(1));
  expect((await bucket.download('cut.bin')).error).not.toBeNull();
  socket.destroy();
  await vi.waitFor(() => expect(listFiles('tmp')).toEqual([]));
  expect((await bucket.list()).data).toEqual([]);
  expect(listFiles('objects')).toEqual([]);

  const whole = Buffer.alloc(FILE_BYTES, 7);
  expect((await bucket.uploadToSignedUrl('cut.bin', data?.token ?? '', whole)).error).toBeNull();
  const stored = await (await bucket.download('cut.bin')).data?.arrayBuffer();
  expect(Buffer.from(stored ?? new ArrayBuffer()).equals(whole)).toBe(true);
  expect((await bucket.remove(['cut.bin'])).error).toBeNull();
});

test('a full disk is an error that says so; what is stored stays whole, and with space again uploads work', async (context) => {
  mkdirSync(storageDirectory, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', storageDirectory], { stdio: 'pipe' });
    isMounted = true;
  } catch {
    console.log('skipped: a small disk cannot be mounted here');
    return context.skip('a small disk cannot be mounted here');
  }
  // Not the files of the test before: this disk is another one.
  server = await startTestServer(home.directory);
  const bucket = bucketOf(server);
  const upload = (index: number) => bucket.upload(`${index}.bin`, Buffer.alloc(FILE_BYTES, index));
  const answers = [];
  for (let index = 0; index < 12; index++) answers.push(await upload(index));
  const stored = answers.flatMap(({ data }) => (data ? [data.path] : []));
  const refused = answers.flatMap(({ error }) => (error ? [error] : []));
  expect(stored.length).toBeGreaterThan(3);
  expect(refused.length).toBeGreaterThan(3);
  for (const error of refused) {
    expect(error).toMatchObject({ status: 507, statusCode: '507', message: 'No space is left for this file' });
  }
  expect((await bucket.list()).data?.map(({ name }) => name).sort()).toEqual([...stored].sort());
  expect([listFiles('objects').length, listFiles('tmp').length]).toEqual([stored.length, 0]);
  for (const path of stored) {
    const bytes = Buffer.from((await (await bucket.download(path)).data?.arrayBuffer()) ?? new ArrayBuffer());
    expect(bytes.equals(Buffer.alloc(FILE_BYTES, Number.parseInt(path, 10)))).toBe(true);
  }

  expect((await bucket.remove(stored.slice(0, 2))).data).toHaveLength(2);
  expect(statfsSync(storageDirectory).bavail).toBeGreaterThan(0);
  expect((await upload(99)).error).toBeNull();
});
