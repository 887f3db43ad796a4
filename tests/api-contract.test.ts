import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toOpenApi } from '../lib/api/openapi.ts';
import { errorsOf, type Operation } from '../lib/api/operation.ts';
import { OPERATIONS } from '../lib/api/operations.ts';
import { ERROR_STATUS, type ErrorCode } from '../lib/errors.ts';
import { type Answer, type Api, createApi, errorCodeOf, put, sha256Of } from './support/api-client.ts';
import { makeApiToken } from './support/api-tokens.ts';
import { type Backend, createBackend } from './support/database.ts';
import { lacksEmbedded } from './support/external-back-end.ts';
import { imageForm } from './support/image-form.ts';
import { makePngOfBytes, makeTinyPng } from './support/make-images.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { openCookieSession, signUp, type User } from './support/users.ts';

/** What the API's document says, asked of the API: every error code of every operation is made to happen. */

const MISSING = '00000000-0000-4000-8000-000000000000';
const MAX_FILE_BYTES = 10_485_760;
const TOO_LARGE = `{"title":"${'x'.repeat(1_000_001)}"}`;

/** Not made to happen for every operation, and why. */
const NOT_PROVOKED: Partial<Record<ErrorCode, string>> = {
  internal: 'would be a bug',
  storage_unavailable: 'the embedded Storage and database are away together; a unit test has the translation',
};

let stack: Stack;
let backend: Backend;
let user: User;
let api: Api;
let nobody: Api;
let busy: User;
let cookie: string;
/** A token that may only publish. */
let publisher: string;
/** A job, and assets in the states that operations refuse. */
let jobId: string;
let trashedJobId: string;
let assets: Record<'verified' | 'awaiting' | 'trashed' | 'inTrashedJob', string>;

beforeAll(async () => {
  stack = await startStack({ env: { UPLOADS_PER_HOUR: '1000' } });
  backend = createBackend(stack);
  user = await signUp(stack, 'ada');
  api = createApi(stack.appUrl, user.accessToken);
  nobody = createApi(stack.appUrl, null);
  busy = await signUp(stack, 'bob');
  cookie = await openCookieSession(stack, user);
  publisher = (await makeApiToken(backend, user, ['publish'])).token;
  jobId = (await api.createJob('Contract')).id;
  trashedJobId = (await api.createJob('Gone')).id;
  const image = (seed: number) => ({ name: `${seed}.png`, bytes: makeTinyPng(seed) });
  assets = {
    verified: (await api.upload(jobId, image(1))).id,
    awaiting: (await api.presignOne(jobId, image(2))).assetId,
    trashed: (await api.upload(jobId, image(3))).id,
    inTrashedJob: (await api.upload(trashedJobId, image(4))).id,
  };
  await api.trashAsset(assets.trashed);
  await api.trashJob(trashedJobId);
});
afterAll(() => stack?.stop());

/** By somebody who has asked for all that fits into an hour; the next unit fits seconds later. */
async function sendExhausted(operation: Operation): Promise<Answer> {
  const subject = `${operation.rate?.name} of ${busy.id}`;
  const { error } = await backend.client.rpc('spend_rate', { p_spends: [{ subject, units: 1, per_hour: 1 }] });
  if (error) throw error;
  return send(operation, pathOf(operation), undefined, createApi(stack.appUrl, busy.accessToken));
}

/** A path with real ids, or with ones that nothing has. */
function pathOf({ path }: Operation, ids: { job?: string; asset?: string } = {}): string {
  const filled = path
    .replace('{jobId}', ids.job ?? jobId)
    .replace('{assetId}', ids.asset ?? assets.verified)
    .replace('{name}', ids === MISSING_IDS ? 'tertiary' : 'primary');
  return `/api/v1${filled}`;
}

const MISSING_IDS = { job: MISSING, asset: MISSING };

/** A body that the operation takes. */
const BODIES: Record<string, () => unknown> = {
  createJob: () => ({ title: 'Another' }),
  updateJob: () => ({ title: 'Renamed' }),
  presignUploads: () => ({ files: [{}] }),
  updateAsset: () => ({ name: 'renamed.png' }),
  changeAssets: () => ({ action: 'restore', assetIds: [assets.verified] }),
  copyAsset: () => ({ assetId: assets.verified }),
  setVisibility: () => ({ visibility: 'public' }),
  signUrls: () => ({ assetIds: [assets.verified] }),
  uploadAsset: () => imageForm(),
};

const BAD_QUERIES: Record<string, string> = {
  listJobs: '?limit=0',
  listAssets: '?limit=0',
  listAssetPages: '?asset=nonsense',
  findAssets: '?ids=nonsense',
  listShared: '?limit=0',
  emptyTrash: '?before=yesterday',
  deleteJob: '?permanent=perhaps',
  deleteAsset: '?permanent=perhaps',
};

type Provoke = (operation: Operation) => Promise<Answer>;

const send = (operation: Operation, path: string, body = BODIES[operation.id]?.(), as: Api = api): Promise<Answer> =>
  as.call(operation.method, path, operation.body || operation.rawBody ? body : undefined);

const sendText = (operation: Operation, text: string, contentType = 'application/json'): Promise<Answer> =>
  api.call(operation.method, pathOf(operation), text, { 'content-type': contentType });

/** How each code comes about, whatever the operation. */
const GENERAL: Partial<Record<ErrorCode, Provoke>> = {
  forbidden: (operation) => provokeForbidden(operation),
  unauthenticated: (operation) => send(operation, pathOf(operation), undefined, nobody),
  not_found: (operation) => send(operation, pathOf(operation, MISSING_IDS)),
  rate_limited: (operation) => sendExhausted(operation),
  unsupported_media_type: (operation) => sendText(operation, 'hello', 'text/plain'),
  payload_too_large: (operation) => sendText(operation, TOO_LARGE),
  validation_failed: (operation) =>
    operation.body ? sendText(operation, '{}') : send(operation, pathOf(operation) + BAD_QUERIES[operation.id]),
  invalid_request: (operation) =>
    operation.body ? sendText(operation, '{') : send(operation, `${pathOf(operation)}?cursor=nonsense`),
};

/** An upload of bytes that are not what was declared, stored and ready to complete. */
async function storeOther(name: string, bytes: Uint8Array, contentType = 'image/png'): Promise<string> {
  return (await api.store(jobId, { name, bytes, contentType })).assetId;
}

/** The same request under the same key, while one that began with it has not ended. */
async function sendWhileTheFirstRuns(operation: Operation, body: unknown): Promise<Answer> {
  const path = pathOf(operation);
  const asked = JSON.stringify([operation.method, path, body]);
  const { error } = await backend.client.rpc('begin_idempotent_request', {
    p_owner: user.id,
    p_key: 'running',
    p_fingerprint: sha256Of(asked),
    p_lock_seconds: 60,
  });
  if (error) throw error;
  return api.call(operation.method, path, body, { 'idempotency-key': 'running' });
}

/** An image that is sent through the API itself. */
const OF_IMAGES: Partial<Record<ErrorCode, Provoke>> = {
  unsupported_media_type: (op) => sendText(op, 'no image at all', 'image/png'),
  payload_too_large: (op) => sendText(op, 'x'.repeat(10_485_761), 'image/png'),
  invalid_image: (op) => sendText(op, 'GIF89a cut short', 'image/gif'),
  invalid_request: (op) => sendText(op, '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'),
};

/** How the codes come about that are an operation's own. */
const SPECIAL: Record<string, Partial<Record<ErrorCode, Provoke>>> = {
  createJob: { conflict: (op) => sendWhileTheFirstRuns(op, { title: 'Twice' }) },
  setLogo: OF_IMAGES,
  setAvatar: OF_IMAGES,
  restoreAsset: { conflict: (op) => send(op, pathOf(op, { asset: assets.inTrashedJob })) },
  updateAsset: {
    conflict: (op) => send(op, pathOf(op), { jobId: trashedJobId }),
    asset_not_ready: async (op) =>
      send(op, pathOf(op, { asset: assets.awaiting }), { jobId: (await api.createJob('Elsewhere')).id }),
  },
  changeAssets: {
    not_found: (op) => send(op, pathOf(op), { action: 'move', assetIds: [assets.verified], jobId: MISSING }),
    conflict: (op) => send(op, pathOf(op), { action: 'move', assetIds: [assets.verified], jobId: trashedJobId }),
  },
  setVisibility: {
    conflict: (op) => send(op, pathOf(op, { asset: assets.trashed })),
    asset_not_ready: (op) => send(op, pathOf(op, { asset: assets.awaiting })),
  },
  copyAsset: {
    conflict: (op) => send(op, pathOf(op, { job: trashedJobId })),
    asset_not_ready: (op) => send(op, pathOf(op), { assetId: assets.awaiting }),
    limit_exceeded: async (op) => {
      const { id } = await api.createJob('No room');
      await backend.client.rpc('apply_settings', { p_settings: { default_quota_bytes: 0 } });
      const answer = await send(op, pathOf(op, { job: id }));
      await backend.client.rpc('apply_settings', { p_settings: { default_quota_bytes: 5368709120 } });
      return answer;
    },
  },
  presignUploads: { conflict: (op) => send(op, pathOf(op, { job: trashedJobId })) },
  uploadAsset: {
    invalid_request: (op) => send(op, pathOf(op), new FormData()),
    validation_failed: (op) => send(op, pathOf(op), imageForm([['visibility', 'secret']])),
    payload_too_large: (op) =>
      send(op, pathOf(op), imageForm([], { name: 'large.png', bytes: makePngOfBytes(MAX_FILE_BYTES + 1) })),
    limit_exceeded: async (op) => {
      await backend.client.rpc('apply_settings', { p_settings: { default_quota_bytes: 0 } });
      const answer = await send(op, pathOf(op), imageForm([], { name: 'more.png', bytes: makeTinyPng(11) }));
      await backend.client.rpc('apply_settings', { p_settings: { default_quota_bytes: 5368709120 } });
      return answer;
    },
    conflict: (op) => send(op, pathOf(op, { job: trashedJobId })),
    asset_not_ready: (op) => {
      const fields: [string, string][] = [
        ['suffix', '_56x56'],
        ['assetId', assets.awaiting],
      ];
      return send(op, pathOf(op), imageForm(fields));
    },
    invalid_image: (op) =>
      send(op, pathOf(op), imageForm([], { name: 'cut.png', bytes: makeTinyPng(12).subarray(0, 40) })),
  },
  renewUploadUrl: { conflict: (op) => send(op, pathOf(op)) },
  completeUpload: {
    upload_incomplete: (op) => send(op, pathOf(op, { asset: assets.awaiting })),
    invalid_image: async (op) =>
      send(op, pathOf(op, { asset: await storeOther('cut.png', makeTinyPng(7).subarray(0, 40)) })),
    unsupported_media_type: async (op) =>
      send(op, pathOf(op, { asset: await storeOther('text.png', Buffer.from('no image at all')) })),
    upload_mismatch: async (op) => {
      const [first, second] = [makeTinyPng(8), makeTinyPng(9)];
      const ticket = await api.presignOne(jobId, { name: 'first.png', bytes: first });
      await put(ticket, second);
      return send(op, pathOf(op, { asset: ticket.assetId }));
    },
    upload_expired: async (op) => {
      await backend.client.rpc('apply_settings', { p_settings: { upload_token_seconds: 1 } });
      const { assetId } = await api.presignOne(jobId, { name: 'late.png', bytes: makeTinyPng(10) });
      await backend.client.rpc('apply_settings', { p_settings: { upload_token_seconds: 7200 } });
      await expect
        .poll(async () => errorCodeOf(await send(op, pathOf(op, { asset: assetId }))), { timeout: 10_000 })
        .not.toContain('upload_incomplete');
      return send(op, pathOf(op, { asset: assetId }));
    },
  },
};

/**
 * Writing: a page of another site makes the browser send the session, but neither Origin nor token of ours. Reading:
 * a token that was not made for it.
 */
const provokeForbidden: Provoke = (operation) =>
  operation.method === 'GET'
    ? send(operation, pathOf(operation), undefined, createApi(stack.appUrl, publisher))
    : nobody.call(operation.method, pathOf(operation), BODIES[operation.id]?.(), {
        cookie,
        origin: 'https://elsewhere.example',
      });

function findProvocation(operation: Operation, code: ErrorCode): Provoke | undefined {
  const own = SPECIAL[operation.id]?.[code];
  if (own) return own;
  return GENERAL[code];
}

const NOT_HERE: readonly ErrorCode[] = ['database_unavailable', ...(Object.keys(NOT_PROVOKED) as ErrorCode[])];

describe.each(OPERATIONS.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  const codes = errorsOf(operation).filter((code) => !NOT_HERE.includes(code));

  test.each(codes)('fails with %s', async (code) => {
    const provoke = findProvocation(operation, code);
    if (!provoke) throw new Error(`nobody knows how ${operation.id} comes to ${code}`);
    expect(errorCodeOf(await provoke(operation))).toBe(`${ERROR_STATUS[code]} ${code}`);
  });
});

test('the document is served as it is made', async () => {
  const response = await fetch(`${stack.appUrl}/api/openapi.json`);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(toOpenApi(OPERATIONS, stack.appUrl))));
});

test.skipIf(lacksEmbedded('kills the back end'))('without a back end every operation says so', async () => {
  await stack.killBackend('SIGKILL');
  for (const operation of OPERATIONS) {
    const answer = await send(operation, pathOf(operation));
    expect(errorCodeOf(answer), operation.id).toBe('503 database_unavailable');
    expect(Number(answer.headers.get('retry-after')), operation.id).toBeGreaterThan(0);
  }
  console.log(
    `${OPERATIONS.length} operations; not made to happen: ${Object.entries(NOT_PROVOKED)
      .map(([code, reason]) => `${code} (${reason})`)
      .join(', ')}`,
  );
});
