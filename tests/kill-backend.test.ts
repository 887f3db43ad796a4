import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapInParallel } from '../lib/map-in-parallel.ts';
import type { Asset, Visibility } from '../lib/schemas/asset.ts';
import { presignedFileSchema, type UploadTicket } from '../lib/schemas/upload.ts';
import { type Answer, type Api, createApi, declare, type ImageFile, put } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { type Inventory, takeInventory } from './support/invariants.ts';
import { makeImage } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** kill -9 of the back end in the middle of uploads, publications, take-backs and deletions; clients try again as real ones do. */

const CRON_SECRET = 'a secret of sixteen';
/** The back end dies when this many of a round's files have been stored. */
const KILL_AFTER_PUTS = [1, 4, 8, 11, 2, 6, 9, 3, 7, 5];
const FILES_PER_ROUND = 12;
const UPLOADS_AT_ONCE = 4;
const SHOWN_ASSETS = 4;
const DELETED_PER_ROUND = 2;
const RETRY_MS = 200;
/** Work whose worker lost the back end is taken over after its lease of 60 s. */
const SETTLED_WITHIN_MS = 150_000;
const MAX_MS = 600_000;

let stack: Stack;
let backend: Backend;
let api: Api;
let jobId: string;
let seed = 1;
const counts = { kills: 0, uploads: 0, toggles: 0, deletions: 0, abandonedStored: 0, abandonedLost: 0, retries: 0 };

beforeAll(async () => {
  stack = await startStack({ env: { CRON_SECRET } });
  backend = createBackend(stack);
  api = createApi(stack.appUrl, (await signUp(stack, 'ada')).accessToken);
  jobId = (await api.createJob('Interrupted')).id;
});
afterAll(() => stack?.stop());

/** Some files are large enough to be under way when the back end dies. */
async function makeFile(): Promise<ImageFile> {
  const side = seed % 3 === 0 ? 700 : 60;
  const bytes = await makeImage({ format: 'png', pattern: 'noise', width: side, height: side, seed: seed++ });
  return { name: `image-${seed}.png`, bytes };
}

/** Tries until the answer is not that of a back end that is away. */
async function insist(attempt: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await attempt().catch(() => null);
    if (answer && answer.status < 500) return answer;
    counts.retries++;
    await wait(RETRY_MS);
  }
}

async function insistOk(attempt: () => Promise<Answer>): Promise<unknown> {
  const { status, body } = await insist(attempt);
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Storage's 409 means that the bytes are there. */
async function isStored(ticket: UploadTicket, file: ImageFile): Promise<boolean> {
  const response = await put(ticket, file.bytes).catch(() => null);
  const refusal = response?.ok === false ? await response.json().catch(() => null) : null;
  return response?.ok === true || refusal?.statusCode === '409';
}

/** Presigns again after every failure. */
async function uploadPatiently(file: ImageFile, onStored: () => void): Promise<string> {
  for (;;) {
    const body = await insistOk(() => api.call('POST', `/api/v1/jobs/${jobId}/uploads`, { files: [declare(file)] }));
    const [answer] = (body as { files: unknown[] }).files.map((item) => presignedFileSchema.parse(item));
    if (!answer || (answer.status === 'refused' && answer.error.code !== 'storage_unavailable')) {
      throw new Error(`${file.name}: ${JSON.stringify(answer)}`);
    }
    if (answer.status === 'refused' || (answer.status === 'upload' && !(await isStored(answer, file)))) {
      counts.retries++;
      await wait(RETRY_MS);
      continue;
    }
    const assetId = answer.status === 'duplicate' ? answer.asset.id : answer.assetId;
    onStored();
    await insistOk(() => api.complete(assetId));
    return assetId;
  }
}

async function round(killAfterPuts: number, shown: Asset[], doomed: Asset[]): Promise<string[]> {
  let stored = 0;
  let kill = () => {};
  const dying = new Promise<void>((resolve) => {
    kill = resolve;
  });
  const onStored = () => {
    stored++;
    if (stored === killAfterPuts) kill();
  };
  let running = true;

  const files = await Promise.all(Array.from({ length: FILES_PER_ROUND }, makeFile));
  const abandonedFile = await makeFile();
  const ticket = await api.presignOne(jobId, abandonedFile);
  await api.store(jobId, await makeFile());
  counts.abandonedStored++;
  const uploads = mapInParallel(files, UPLOADS_AT_ONCE, (file) => uploadPatiently(file, onStored));
  const toggles = shown.map(async ({ id }, index) => {
    const wanted: Visibility[] = index % 2 === 0 ? ['public', 'private'] : ['private', 'public'];
    for (let i = 0; running; i++) {
      const visibility = wanted[i % 2] ?? 'private';
      await insistOk(() => api.call('PUT', `/api/v1/assets/${id}/visibility`, { visibility }));
      counts.toggles++;
    }
  });
  const deletion = async () => {
    await dying;
    for (const { id } of doomed) {
      // The answer to one that took effect may have been lost.
      const { status } = await insist(() => api.call('DELETE', `/api/v1/assets/${id}?permanent=true`));
      expect([204, 404]).toContain(status);
      counts.deletions++;
    }
  };
  // A browser that is closed while it sends: nobody comes back, as for the one above that has sent all.
  const abandoned = dying.then(async () => {
    const response = await put(ticket, abandonedFile.bytes).catch(() => null);
    counts[response?.ok ? 'abandonedStored' : 'abandonedLost']++;
  });
  const disaster = dying.then(async () => {
    await stack.killBackend('SIGKILL');
    counts.kills++;
    await stack.restartBackend();
  });

  const [ids] = await Promise.all([uploads, disaster, deletion(), abandoned]);
  running = false;
  await Promise.all(toggles);
  counts.uploads += ids.length;
  return ids;
}

/** Runs the janitor until no work is left. */
async function settleAll(): Promise<void> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  const cron = createApi(stack.appUrl, CRON_SECRET);
  for (;;) {
    const report = await cron.call('POST', '/api/cron/janitor');
    expect(report.status).toBe(200);
    const leases = await backend.readRows('leases');
    if (leases.length === 0) return;
    if (Date.now() > deadline) throw new Error(`work is left: ${JSON.stringify(leases)}`);
    await wait(1000);
  }
}

test(
  'nothing acknowledged is lost, nothing is left over',
  async () => {
    const startFiles = await Promise.all(
      Array.from({ length: SHOWN_ASSETS + KILL_AFTER_PUTS.length * DELETED_PER_ROUND }, makeFile),
    );
    const start: Asset[] = [];
    for (const file of startFiles) start.push(await api.upload(jobId, file));
    const shown = start.slice(0, SHOWN_ASSETS);
    const acknowledged: string[] = [];
    for (const [index, killAfterPuts] of KILL_AFTER_PUTS.entries()) {
      const first = SHOWN_ASSETS + index * DELETED_PER_ROUND;
      const doomed = start.slice(first, first + DELETED_PER_ROUND);
      acknowledged.push(...(await round(killAfterPuts, shown, doomed)));
    }
    // The last intents, one of each kind, are what has to be found in the end.
    const wanted = shown.map(({ id }, index) => ({ id, visibility: index % 2 === 0 ? 'public' : 'private' }));
    for (const { id, visibility } of wanted) {
      await insistOk(() => api.call('PUT', `/api/v1/assets/${id}/visibility`, { visibility }));
    }
    await settleAll();

    const rows = await backend.readRows('assets');
    const statusById = new Map(rows.map(({ id, status }) => [id, status]));
    const lost = acknowledged.filter((id) => statusById.get(id) !== 'private');
    expect(lost).toEqual([]);
    expect(wanted.map(({ id }) => statusById.get(id))).toEqual(wanted.map(({ visibility }) => visibility));
    for (const { id } of start.slice(SHOWN_ASSETS)) expect(statusById.has(id)).toBe(false);
    const inventory: Inventory = await takeInventory(backend);
    console.log(
      `kills: ${JSON.stringify({ ...counts, acknowledged: acknowledged.length, lost: lost.length, ...inventory })}`,
    );
    expect(inventory.problems).toEqual([]);
    expect(inventory.verified).toBeGreaterThanOrEqual(acknowledged.length + SHOWN_ASSETS);
    expect(counts.kills).toBe(KILL_AFTER_PUTS.length);
    expect(backend.listTemporaryFiles()).toEqual([]);
    expect(stack.readLog()).not.toContain('ALARM');

    await api.deleteJob(jobId);
    await settleAll();
    expect(await api.usedBytes()).toBe(0);
    expect(backend.listFiles()).toEqual([]);
  },
  MAX_MS,
);
