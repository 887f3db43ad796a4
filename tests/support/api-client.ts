import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { type Account, accountSchema } from '../../lib/schemas/account.ts';
import {
  type Asset,
  type AssetPage,
  type AssetPages,
  assetPagesSchema,
  assetSchema,
  type Visibility,
} from '../../lib/schemas/asset.ts';
import { type AssetDetails, assetDetailsSchema } from '../../lib/schemas/asset-details.ts';
import { type Branding, brandingSchema } from '../../lib/schemas/branding.ts';
import { errorBodySchema } from '../../lib/schemas/error.ts';
import { type Job, type JobPage, jobSchema } from '../../lib/schemas/job.ts';
import { type PresignedFile, presignedFileSchema, type UploadTicket } from '../../lib/schemas/upload.ts';

export type Answer = { status: number; body: unknown; headers: Headers };
export type Declaration = { name: string; contentType: string; bytes: number; sha256: string };
export type ImageFile = { name: string; bytes: Uint8Array; contentType?: string };

/** What a client that goes by the name alone declares. */
const TYPE_BY_EXTENSION: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.tiff': 'image/tiff',
  '.svg': 'image/svg+xml',
};

const IN_FLIGHT: readonly string[] = ['verifying', 'publishing', 'unpublishing', 'deleting'];
const SETTLED_WITHIN_MS = 60_000;
const POLL_MS = 100;

/** Nothing that the contract does not name may come along. */
const strictAsset = assetSchema.strict();
const strictAssetDetails = assetDetailsSchema.strict();
const strictBranding = brandingSchema.strict();
const strictAccount = accountSchema.strict();
const strictJob = jobSchema.strict();

export const sha256Of = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

export function declare({ name, bytes, contentType }: ImageFile): Declaration {
  return {
    name: basename(name),
    contentType: contentType ?? TYPE_BY_EXTENSION[extname(name).toLowerCase()] ?? 'application/octet-stream',
    bytes: bytes.byteLength,
    sha256: sha256Of(bytes),
  };
}

/** Sends the bytes as the ticket says. @param headers in place of the ticket's */
export function put(ticket: UploadTicket, bytes: Uint8Array, headers: HeadersInit = ticket.headers): Promise<Response> {
  return fetch(ticket.uploadUrl, { method: ticket.method, headers, body: new Uint8Array(bytes) });
}

/** The code of a documented failure; throws when the answer is not one. */
export function errorCodeOf(answer: Answer): string {
  const body = answer.body as { error?: unknown } | null;
  return `${answer.status} ${errorBodySchema.strict().parse(body?.error).code}`;
}

/** Bytes, forms and text as they are, all else as JSON. */
function toBody(body: unknown): BodyInit {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);
}

export type Api = ReturnType<typeof createApi>;

/** API v1 as a script calls it. @param accessToken null for nobody */
export function createApi(appUrl: string, accessToken: string | null) {
  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(appUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(accessToken !== null && { authorization: `Bearer ${accessToken}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: toBody(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }

  async function expectOk(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await call(method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  const asset = async (...request: Parameters<typeof expectOk>): Promise<Asset> =>
    strictAsset.parse(await expectOk(...request));
  const assetDetails = async (assetId: string): Promise<AssetDetails> =>
    strictAssetDetails.parse(await expectOk('GET', `/api/v1/assets/${assetId}`));
  const job = async (...request: Parameters<typeof expectOk>): Promise<Job> =>
    strictJob.parse(await expectOk(...request));
  const page = async <T>(path: string, item: { parse(value: unknown): T }) => {
    const { items, nextCursor } = (await expectOk('GET', path)) as { items: unknown[]; nextCursor: string | null };
    return { items: items.map((value) => item.parse(value)), nextCursor };
  };

  /** As lists have it. */
  const getAsset = async (assetId: string): Promise<Asset> => assetSchema.parse(await assetDetails(assetId));

  /** Polls until no work on the asset is in flight. */
  async function settled(assetId: string): Promise<Asset> {
    const deadline = Date.now() + SETTLED_WITHIN_MS;
    for (;;) {
      const current = await getAsset(assetId);
      if (!IN_FLIGHT.includes(current.status)) return current;
      if (Date.now() > deadline) throw new Error(`asset ${assetId} is still ${current.status}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  async function presign(jobId: string, files: unknown[]): Promise<PresignedFile[]> {
    const body = (await expectOk('POST', `/api/v1/jobs/${jobId}/uploads`, { files })) as { files: unknown[] };
    return body.files.map((file) => presignedFileSchema.parse(file));
  }

  async function presignOne(jobId: string, file: ImageFile): Promise<UploadTicket> {
    const [answer] = await presign(jobId, [declare(file)]);
    if (answer?.status !== 'upload') throw new Error(`${file.name}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Presign and PUT, not verified yet. */
  async function store(jobId: string, file: ImageFile): Promise<UploadTicket> {
    const ticket = await presignOne(jobId, file);
    const response = await put(ticket, file.bytes);
    if (!response.ok) throw new Error(`PUT of ${file.name}: ${response.status} ${await response.text()}`);
    return ticket;
  }

  return {
    call,
    settled,
    presign,
    presignOne,
    store,
    createJob: (title: string): Promise<Job> => job('POST', '/api/v1/jobs', { title }),
    getJob: (jobId: string) => job('GET', `/api/v1/jobs/${jobId}`),
    updateJob: (jobId: string, update: unknown) => job('PATCH', `/api/v1/jobs/${jobId}`, update),
    trashJob: (jobId: string) => job('DELETE', `/api/v1/jobs/${jobId}`),
    restoreJob: (jobId: string) => job('POST', `/api/v1/jobs/${jobId}/restore`),
    deleteJob: (jobId: string) => expectOk('DELETE', `/api/v1/jobs/${jobId}?permanent=true`),
    listJobs: (query = ''): Promise<JobPage> => page(`/api/v1/jobs${query}`, strictJob),

    /** Presign, PUT, complete. */
    async upload(jobId: string, file: ImageFile): Promise<Asset> {
      const { assetId } = await store(jobId, file);
      await asset('POST', `/api/v1/assets/${assetId}/complete`);
      return settled(assetId);
    },
    complete: (assetId: string) => call('POST', `/api/v1/assets/${assetId}/complete`),
    getAsset,
    getAssetDetails: assetDetails,
    listAssets: (jobId: string, query = ''): Promise<AssetPage> =>
      page(`/api/v1/jobs/${jobId}/assets${query}`, strictAsset),
    listAssetPages: async (jobId: string, query = ''): Promise<AssetPages> =>
      assetPagesSchema.strict().parse(await expectOk('GET', `/api/v1/jobs/${jobId}/assets/pages${query}`)),
    renameAsset: (assetId: string, name: string) => asset('PATCH', `/api/v1/assets/${assetId}`, { name }),
    async setVisibility(assetId: string, visibility: Visibility): Promise<Asset> {
      await asset('PUT', `/api/v1/assets/${assetId}/visibility`, { visibility });
      return settled(assetId);
    },
    async trashAsset(assetId: string): Promise<Asset> {
      await asset('DELETE', `/api/v1/assets/${assetId}`);
      return settled(assetId);
    },
    restoreAsset: (assetId: string) => asset('POST', `/api/v1/assets/${assetId}/restore`),
    deleteAsset: (assetId: string) => expectOk('DELETE', `/api/v1/assets/${assetId}?permanent=true`),
    signUrls: async (request: unknown) =>
      ((await expectOk('POST', '/api/v1/signed-urls', request)) as { items: Record<string, unknown>[] }).items,
    /** Sets a logo or the avatar. @param path below /api/v1 */
    async putImage(path: string, bytes: Uint8Array, contentType = 'image/png'): Promise<Branding> {
      const answer = await call('PUT', `/api/v1${path}`, bytes, { 'content-type': contentType });
      if (answer.status !== 200) throw new Error(`PUT ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return strictBranding.parse(answer.body);
    },
    deleteImage: (path: string) => expectOk('DELETE', `/api/v1${path}`),
    me: async (): Promise<Account> => strictAccount.parse(await expectOk('GET', '/api/v1/me')),
    usedBytes: async () => ((await expectOk('GET', '/api/v1/me')) as { usedBytes: number }).usedBytes,
  };
}
