import type { Asset } from '../schemas/asset.ts';
import type { PresignedFile, UploadDeclaration } from '../schemas/upload.ts';
import type { PutRequest } from './put-file.ts';
import type { PutAnswer } from './storage-answer.ts';
import type { UploadApi } from './upload-api.ts';
import { UploadFault } from './upload-fault.ts';

/** An asset as the API gives it, for tests. */
export function fakeAsset(id: string, name: string, changes: Partial<Asset> = {}): Asset {
  return {
    id,
    jobId: 'job',
    name,
    contentType: 'image/png',
    bytes: 100,
    sha256: '0'.repeat(64),
    width: 10,
    height: 10,
    frames: 1,
    thumbhash: null,
    status: 'private',
    visibility: 'private',
    wantedVisibility: 'private',
    path: `owner/job/${id}.png`,
    url: null,
    urlExpiresAt: null,
    variants: {},
    publicUrl: null,
    pageUrl: null,
    createdAt: '2025-01-01T00:00:00Z',
    publishedAt: null,
    trashedAt: null,
    rejection: null,
    takenDown: null,
    takeBack: null,
    ...changes,
  };
}

const SHORT_MS = 1;
const tick = () => new Promise((resolve) => setTimeout(resolve, SHORT_MS));

type Row = { id: string; declared: UploadDeclaration; asset: Asset; stored: boolean };

/** The server's side of an upload, in memory: records what it is asked, and fails where a test tells it to. */
export class FakeUploadServer implements UploadApi {
  readonly rows = new Map<string, Row>();
  readonly presignWindows: number[] = [];
  readonly puts: string[] = [];
  readonly deleted: string[] = [];
  readonly renewed: string[] = [];
  /** What other jobs of the owner have. */
  known: { sha256: string; assetId: string; jobTitle: string }[] = [];
  readonly copied: string[] = [];
  maxParallelPuts = 0;
  /** Called before each step; throws or answers to interfere. */
  onPresign: (files: UploadDeclaration[]) => void = () => {};
  onPut: (
    name: string,
    attempt: number,
    request: PutRequest,
  ) => PutAnswer | undefined | Promise<PutAnswer | undefined> = () => undefined;
  onComplete: (row: Row, attempt: number) => Asset | undefined = () => undefined;
  refuse: (
    file: UploadDeclaration,
  ) => { code: 'limit_exceeded' | 'payload_too_large' | 'storage_unavailable'; message: string } | null = () => null;
  #parallelPuts = 0;
  readonly #attempts = new Map<string, number>();

  async presign(_jobId: string, files: UploadDeclaration[], offerCopies: boolean): Promise<PresignedFile[]> {
    await tick();
    this.onPresign(files);
    this.presignWindows.push(files.length);
    return files.map((file) => (offerCopies ? this.#findKnown(file) : null) ?? this.#presignOne(file));
  }

  async copy(_jobId: string, assetId: string, name: string): Promise<{ asset: Asset; isNew: boolean }> {
    await tick();
    const known = this.known.find((other) => other.assetId === assetId);
    if (known === undefined) throw new UploadFault('failed', 'There is no such asset.', null, 'not_found');
    this.copied.push(name);
    const id = `copy-${this.copied.length}`;
    const declared = { name, contentType: 'image/png', bytes: 1, sha256: known.sha256 };
    this.rows.set(id, { id, declared, asset: fakeAsset(id, name), stored: true });
    return { asset: fakeAsset(id, name), isNew: true };
  }

  async renewUploadUrl(assetId: string): Promise<PresignedFile> {
    await tick();
    this.renewed.push(assetId);
    const row = this.#row(assetId);
    return row.stored ? { status: 'uploaded', assetId } : this.#ticket(row);
  }

  async complete(assetId: string): Promise<Asset> {
    await tick();
    const row = this.#row(assetId);
    const answer = this.onComplete(row, this.#attempt(`complete ${assetId}`));
    if (answer !== undefined) return answer;
    if (!row.stored) throw new UploadFault('incomplete', 'The bytes did not arrive.');
    row.asset = { ...row.asset, status: 'private' };
    return row.asset;
  }

  async getAssets(assetIds: string[]): Promise<Asset[]> {
    await tick();
    return assetIds.flatMap((id) => this.rows.get(id)?.asset ?? []);
  }

  async deletePermanently(assetId: string): Promise<void> {
    await tick();
    this.deleted.push(assetId);
    this.rows.delete(assetId);
  }

  /** The storage's side. */
  readonly putFile = async (request: PutRequest): Promise<PutAnswer> => {
    const row = this.#row(request.url.split('/').at(-1)?.split('?')[0] ?? '');
    this.puts.push(row.declared.name);
    this.#parallelPuts += 1;
    this.maxParallelPuts = Math.max(this.maxParallelPuts, this.#parallelPuts);
    try {
      await tick();
      request.onProgress(Math.floor(request.file.size / 2));
      await tick();
      request.signal.throwIfAborted();
      const interference = await this.onPut(row.declared.name, this.#attempt(`put ${row.id}`), request);
      if (interference !== undefined) return interference;
      if (row.stored) return { status: 400, body: '{"statusCode":"409","error":"Duplicate"}', retryAfter: null };
      row.stored = true;
      request.onProgress(request.file.size);
      return { status: 200, body: '{}', retryAfter: null };
    } finally {
      this.#parallelPuts -= 1;
    }
  };

  #findKnown({ sha256 }: UploadDeclaration): PresignedFile | null {
    const known = this.known.find((other) => other.sha256 === sha256);
    return known === undefined
      ? null
      : { status: 'known', assetId: known.assetId, jobId: 'other', jobTitle: known.jobTitle };
  }

  #presignOne(file: UploadDeclaration): PresignedFile {
    const error = this.refuse(file);
    if (error !== null) return { status: 'refused', error };
    for (const row of this.rows.values()) {
      if (row.declared.sha256 !== file.sha256) continue;
      if (row.asset.status === 'private') return { status: 'duplicate', asset: row.asset };
      return row.stored ? { status: 'uploaded', assetId: row.id } : this.#ticket(row);
    }
    const id = `asset-${this.rows.size + this.deleted.length + 1}`;
    const row: Row = {
      id,
      declared: file,
      asset: fakeAsset(id, file.name, { status: 'awaiting_upload' }),
      stored: false,
    };
    this.rows.set(id, row);
    return this.#ticket(row);
  }

  #ticket(row: Row): PresignedFile {
    return {
      status: 'upload',
      assetId: row.id,
      path: row.asset.path,
      uploadUrl: `http://storage.test/upload/${row.id}?token=${this.renewed.length}`,
      method: 'PUT',
      headers: { 'content-type': row.declared.contentType },
      fields: {},
      expiresAt: '2099-01-01T00:00:00Z',
    };
  }

  #row(assetId: string): Row {
    const row = this.rows.get(assetId);
    if (row === undefined) throw new UploadFault('failed', 'There is no such image.');
    return row;
  }

  #attempt(key: string): number {
    const attempt = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempt);
    return attempt;
  }
}
