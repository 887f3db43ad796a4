import { randomFillSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestClient, createTestDirectory, startTestServer, type TestServer } from '../embedded/test-server.ts';
import { measurePeakMemory } from './support/process-memory.ts';

/** Bytes go through the embedded Storage: how much it holds at once has nothing to do with how many there are. */

const MIB = 1024 * 1024;
const SMALL_MIB = 20;
const LARGE_MIB = 400;
/** Garbage that is not collected yet; the large file held once would be twenty times as much. */
const ALLOWED_MIB = 100;

let home: Awaited<ReturnType<typeof createTestDirectory>>;
let server: TestServer;

beforeAll(async () => {
  home = await createTestDirectory(
    `insert into storage.buckets (id, name, public, file_size_limit) values ('large', 'large', false, ${LARGE_MIB * MIB})`,
  );
  server = await startTestServer(home.directory);
});
afterAll(async () => {
  await server?.stop();
  await home?.remove();
});

const chunk = randomFillSync(new Uint8Array(MIB));

function makeBody(mib: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent++ < mib) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

async function upload(key: string, mib: number): Promise<void> {
  const bucket = createTestClient(server, server.serviceKey).storage.from('large');
  const { data, error } = await bucket.createSignedUploadUrl(key);
  if (error) throw error;
  const options = { method: 'PUT', body: makeBody(mib), duplex: 'half' } as RequestInit;
  const response = await fetch(data.signedUrl, options);
  expect(response.status, await response.text()).toBe(200);
}

async function download(key: string, mib: number): Promise<void> {
  const bucket = createTestClient(server, server.serviceKey).storage.from('large');
  const { data } = await bucket.createSignedUrl(key, 60);
  const response = await fetch(`${data?.signedUrl}`);
  let bytes = 0;
  for await (const part of response.body ?? []) bytes += part.byteLength;
  expect(bytes).toBe(mib * MIB);
}

test('an upload and a download of 400 MiB take about the memory of one of 20 MiB', async () => {
  await upload('warm', SMALL_MIB);
  await download('warm', SMALL_MIB);
  const measured: Record<string, { before: number; peak: number }> = {};
  for (const [name, mib] of [
    ['small', SMALL_MIB],
    ['large', LARGE_MIB],
  ] as const) {
    measured[`upload of ${mib}`] = await measurePeakMemory(server.pid, () => upload(name, mib));
    measured[`download of ${mib}`] = await measurePeakMemory(server.pid, () => download(name, mib));
  }
  const told = Object.entries(measured).map(([what, { before, peak }]) => `${what} MiB: ${before} → ${peak}`);
  console.log(`memory of the back end in MiB, before → at most: ${told.join(', ')}`);
  for (const { before, peak } of Object.values(measured)) expect(peak - before).toBeLessThan(ALLOWED_MIB);
});
