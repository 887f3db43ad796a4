import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller, Database } from '../database.ts';
import { type Bucket, getBucket, maxBytesOf, requireAllowed } from './buckets.ts';
import type { Bytes, ReceivedBytes } from './bytes.ts';
import { SERVICE } from './caller.ts';
import { accessDenied, entityTooLarge, StorageError } from './errors.ts';
import { requireValidKey } from './names.ts';
import { type ObjectMetadata, type ObjectRow, probeWrite, writeObject } from './objects.ts';
import { type DeclaredFile, receiveFile } from './upload-body.ts';
import type { SingleUseToken } from './used-tokens.ts';

/** Fields and boundaries around a file in a multipart body. */
const MULTIPART_OVERHEAD_BYTES = 1024 * 1024;
const FOREIGN_KEY_VIOLATION = '23503';

export type UploadTarget = {
  bucketId: string;
  key: string;
  owner: string | null;
  upsert: boolean;
  caller: Caller;
  token?: SingleUseToken;
};

/**
 * Takes an upload in: the bucket's limits and a probe under the caller's rights first, then the bytes, then the row.
 * No transaction is open while bytes arrive.
 */
export async function upload(database: Database, bytes: Bytes, request: IncomingMessage, target: UploadTarget) {
  requireValidKey(target.key);
  const bucket = await getBucket(database, SERVICE, target.bucketId);
  const maxBytes = maxBytesOf(bucket);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + MULTIPART_OVERHEAD_BYTES) throw entityTooLarge();
  const { declared, received } = await receiveFile(request, {
    bytes,
    maxBytes,
    accept: async (file) => {
      requireAllowed(bucket, file.mimeType, file.contentLength ?? 0);
      await probeWrite(database, target.caller, probeRow(target, file), target.upsert);
    },
  });
  return store(database, bytes, target, declared, received);
}

/** Whether a token for this path may be handed out: a probe that says of the file what a mint's request says of itself. */
export async function probeMint(database: Database, target: UploadTarget): Promise<void> {
  requireValidKey(target.key);
  const declared = { mimeType: 'application/json', cacheControl: 'no-cache', userMetadata: {}, contentLength: 2 };
  await probeWrite(database, target.caller, probeRow(target, declared), target.upsert).catch((error) => {
    // A mint does not tell that there is no such bucket.
    throw (error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION
      ? accessDenied('new row violates row-level security policy')
      : error;
  });
}

/** Copies bytes and metadata to another path, under that bucket's limits. */
export async function storeCopy(
  database: Database,
  bytes: Bytes,
  target: UploadTarget,
  source: { version: string; metadata: ObjectMetadata; userMetadata: Record<string, unknown> },
) {
  requireValidKey(target.key);
  const bucket: Bucket = await getBucket(database, SERVICE, target.bucketId);
  requireAllowed(bucket, source.metadata.mimetype, source.metadata.size);
  const row: ObjectRow = {
    ...target,
    version: randomUUID(),
    metadata: { ...source.metadata, lastModified: new Date().toISOString() },
    userMetadata: source.userMetadata,
  };
  await probeWrite(database, target.caller, row, target.upsert);
  await bytes.duplicate(source.version, row.version);
  return writeOrRemove(database, bytes, row, target.upsert);
}

function probeRow(
  target: UploadTarget,
  { mimeType, cacheControl, userMetadata, contentLength }: DeclaredFile,
): ObjectRow {
  const length = contentLength === null ? {} : { contentLength };
  return { ...target, version: randomUUID(), metadata: { mimetype: mimeType, cacheControl, ...length }, userMetadata };
}

async function store(
  database: Database,
  bytes: Bytes,
  target: UploadTarget,
  declared: DeclaredFile,
  received: ReceivedBytes,
) {
  const row: ObjectRow = {
    ...target,
    version: randomUUID(),
    metadata: {
      eTag: `"${received.md5}"`,
      size: received.bytes,
      mimetype: declared.mimeType,
      cacheControl: declared.cacheControl,
      lastModified: new Date().toISOString(),
      contentLength: received.bytes,
      httpStatusCode: 200,
    } satisfies ObjectMetadata,
    userMetadata: declared.userMetadata,
  };
  try {
    await bytes.keep(received, row.version);
  } catch (error) {
    await bytes.discard(received);
    throw error;
  }
  return writeOrRemove(database, bytes, row, target.upsert);
}

/** The file is in place: commit its row, or take the file away again. */
async function writeOrRemove(database: Database, bytes: Bytes, row: ObjectRow, upsert: boolean) {
  try {
    const { id, previousVersion } = await writeObject(database, row, upsert);
    if (previousVersion) await bytes.remove(previousVersion);
    return { id };
  } catch (error) {
    // Without a refusal of ours or an SQLSTATE the commit may have happened: leave the file to the next start's sweep.
    const isRolledBack =
      error instanceof StorageError || /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code));
    if (isRolledBack) await bytes.remove(row.version);
    throw error;
  }
}
