import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Bytes } from './bytes.ts';
import { invalidRange, noSuchKey } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { StoredObject } from './objects.ts';

const CHUNK_BYTES = 256 * 1024;

type Range = { start: number; end: number };

type ServeOptions = {
  /** Asked again when the file of the first answer was replaced meanwhile. */
  find(): Promise<StoredObject | null>;
  /** Signed URLs carry no cache-control but their end. */
  caching: { expires: Date } | 'of the object';
};

/** Sends an object's bytes, whole or a range of them. @throws StorageError NoSuchKey, InvalidRange */
export async function serve(bytes: Bytes, exchange: Exchange, { find, caching }: ServeOptions): Promise<void> {
  const { request, response, query } = exchange;
  const { object, file } = await openObject(bytes, find);
  try {
    const { size, eTag, mimetype, cacheControl } = object.metadata;
    response.setHeader('etag', eTag);
    response.setHeader('content-type', mimetype);
    response.setHeader('accept-ranges', 'bytes');
    response.setHeader('x-robots-tag', 'none');
    response.setHeader('last-modified', new Date(object.metadata.lastModified).toUTCString());
    if (caching === 'of the object') response.setHeader('cache-control', cacheControl);
    else response.setHeader('expires', caching.expires.toUTCString());
    const download = query.get('download');
    if (download !== null) response.setHeader('content-disposition', contentDisposition(download));

    if (request.method === 'GET' && matches(request.headers['if-none-match'], eTag)) {
      response.setHeader('content-length', 0);
      response.writeHead(304).end();
      return;
    }
    const range = parseRange(request.headers.range, size);
    if (range) response.setHeader('content-range', `bytes ${range.start}-${range.end}/${size}`);
    response.setHeader('content-length', range ? range.end - range.start + 1 : size);
    response.writeHead(range ? 206 : 200);
    if (request.method === 'HEAD' || size === 0) response.end();
    else await pipeline(file.createReadStream({ ...range, autoClose: false, highWaterMark: CHUNK_BYTES }), response);
  } finally {
    await file.close();
  }
}

async function openObject(
  bytes: Bytes,
  find: ServeOptions['find'],
): Promise<{ object: StoredObject; file: FileHandle }> {
  for (let tries = 0; tries < 3; tries += 1) {
    const object = await find();
    if (!object) throw noSuchKey();
    const file = await bytes.findFile(object.version);
    if (!file) continue;
    const { size } = await file.stat();
    if (size === object.metadata.size) return { object, file };
    await file.close();
    throw new Error(
      `the file of ${object.bucket_id}/${object.name} has ${size} bytes, its row says ${object.metadata.size}`,
    );
  }
  throw new Error('the file of an object is missing');
}

/** @returns null for the whole file, also for forms that nobody sends. @throws StorageError InvalidRange */
export function parseRange(header: string | undefined, size: number): Range | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end || start >= size) throw invalidRange();
  return { start, end };
}

function matches(ifNoneMatch: string | undefined, eTag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === eTag);
}

function contentDisposition(fileName: string): string {
  if (fileName === '') return 'attachment;';
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename=${encoded}; filename*=UTF-8''${encoded}`;
}
