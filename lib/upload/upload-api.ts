import type { Asset } from '../schemas/asset.ts';
import { findErrorBody } from '../schemas/error-body.ts';
import type { PresignedFile, UploadDeclaration } from '../schemas/upload.ts';
import { retryAfterToMs } from './storage-answer.ts';
import { CONNECTION_DROPPED, isAbort, UploadFault, type UploadFaultKind } from './upload-fault.ts';

export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/** The part of /api/v1 that an upload needs. Every method throws {@link UploadFault}, or AbortError when cancelled. */
export type UploadApi = {
  /** @param offerCopies what another job of the owner has is `known` */
  presign(jobId: string, files: UploadDeclaration[], offerCopies: boolean): Promise<PresignedFile[]>;
  /** Copies another job's asset into this one, under a name. `isNew`: the job did not have these bytes. */
  copy(jobId: string, assetId: string, name: string): Promise<{ asset: Asset; isNew: boolean }>;
  renewUploadUrl(assetId: string, signal: AbortSignal): Promise<PresignedFile>;
  complete(assetId: string, signal: AbortSignal): Promise<Asset>;
  /** In the order asked for; assets that are gone are left out. */
  getAssets(assetIds: string[]): Promise<Asset[]>;
  deletePermanently(assetId: string): Promise<void>;
};

export function createUploadApi(fetch: Fetch): UploadApi {
  /** Answers are what the API promises: the uploader doesn't ship what would check them once more. */
  const call = async <T>(
    path: string,
    init: RequestInit,
    onAnswer: (response: Response) => void = () => {},
  ): Promise<T> => {
    let response: Response;
    try {
      response = await fetch(`/api/v1${path}`, init);
    } catch (error) {
      if (isAbort(error)) throw error;
      throw new UploadFault('transient', CONNECTION_DROPPED);
    }
    if (!response.ok) throw await readFault(response);
    onAnswer(response);
    if (response.status === 204) return undefined as T;
    return response.json().catch(() => {
      throw new UploadFault('transient', 'The server gave an answer that makes no sense.');
    });
  };
  return {
    async presign(jobId, files, offerCopies) {
      const answer = await call<{ files: PresignedFile[] }>(`/jobs/${jobId}/uploads`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ files, offerCopies }),
      });
      if (answer.files.length !== files.length) throw new UploadFault('failed', 'The server left files out.');
      return answer.files;
    },
    async copy(jobId, assetId, name) {
      let isNew = false;
      const asset = await call<Asset>(
        `/jobs/${jobId}/copies`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ assetId, name }),
        },
        ({ status }) => {
          isNew = status === 201;
        },
      );
      return { asset, isNew };
    },
    renewUploadUrl: (assetId, signal) => call(`/assets/${assetId}/upload-url`, { method: 'POST', signal }),
    complete: (assetId, signal) => call(`/assets/${assetId}/complete`, { method: 'POST', signal }),
    async getAssets(assetIds) {
      const query = assetIds.join(',');
      return (await call<{ items: Asset[] }>(`/assets?ids=${query}`, { method: 'GET' })).items;
    },
    async deletePermanently(assetId) {
      await call(`/assets/${assetId}?permanent=true`, { method: 'DELETE' });
    },
  };
}

const KIND_OF_CODE: Record<string, UploadFaultKind> = {
  rate_limited: 'transient',
  internal: 'transient',
  storage_unavailable: 'transient',
  database_unavailable: 'transient',
  asset_not_ready: 'transient',
  upload_expired: 'expired',
  upload_incomplete: 'incomplete',
  validation_failed: 'refused',
  upload_mismatch: 'refused',
  invalid_image: 'refused',
  unsupported_media_type: 'refused',
  payload_too_large: 'refused',
};

/** What a documented error code means for an upload. */
export function faultKindOf(code: string): UploadFaultKind {
  return KIND_OF_CODE[code] ?? 'failed';
}

async function readFault(response: Response): Promise<UploadFault> {
  const retryAfterMs = retryAfterToMs(response.headers.get('Retry-After'));
  const body: unknown = await response.json().catch(() => null);
  const error = findErrorBody(body);
  if (error !== null) {
    const { code, message, requestId } = error;
    if (code === 'unauthenticated') {
      return new UploadFault('failed', 'You are signed out. Sign in again in another tab, then retry.');
    }
    const reference = code === 'internal' && requestId !== undefined ? ` (request ${requestId})` : '';
    return new UploadFault(faultKindOf(code), `${message}${reference}`, retryAfterMs, code);
  }
  if (response.status === 429 || response.status >= 500) {
    return new UploadFault('transient', `The server is busy (${response.status}).`, retryAfterMs);
  }
  return new UploadFault('failed', `The server did not take it (${response.status}).`);
}
