import { getBucket } from './buckets.ts';
import { requireCaller, SERVICE } from './caller.ts';
import { invalidRequest, noSuchBucket } from './errors.ts';
import { type Exchange, readJson, requireTexts, sendJson } from './exchange.ts';
import { type ListOptions, listFolder } from './list.ts';
import { findKeys, findObject, getObject } from './objects.ts';
import { serve } from './serve.ts';
import { pathOf, type StorageParts } from './storage-parts.ts';

export function createReadHandlers({ database, bytes, signing, jwtKey }: StorageParts) {
  const callerOf = ({ request }: Exchange) => requireCaller(request, jwtKey);

  return {
    async sign(exchange: Exchange) {
      const caller = await callerOf(exchange);
      const lifeSeconds = requireLife((await readJson<{ expiresIn: number }>(exchange)).expiresIn);
      await getObject(database, caller, exchange.bucketId, exchange.key);
      sendJson(exchange, 200, { signedURL: await signedUrl(pathOf(exchange), lifeSeconds) });
    },
    async signMany(exchange: Exchange) {
      const caller = await callerOf(exchange);
      const body = await readJson<{ expiresIn: number; paths: string[] }>(exchange);
      const lifeSeconds = requireLife(body.expiresIn);
      const paths = requireTexts('paths', body.paths);
      const visible = await findKeys(database, caller, exchange.bucketId, paths);
      const items = paths.map(async (path) =>
        visible.has(path)
          ? { error: null, path, signedURL: await signedUrl(`${exchange.bucketId}/${path}`, lifeSeconds) }
          : { error: 'Either the object does not exist or you do not have access to it', path, signedURL: null },
      );
      sendJson(exchange, 200, await Promise.all(items));
    },

    async serveSigned(exchange: Exchange) {
      const expires = await signing.verifyDownload(exchange.query.get('token'), pathOf(exchange));
      const find = () => findObject(database, SERVICE, exchange.bucketId, exchange.key);
      await serve(bytes, exchange, { find, caching: { expires } });
    },
    async servePublic(exchange: Exchange) {
      const bucket = await getBucket(database, SERVICE, exchange.bucketId);
      if (!bucket.public) throw noSuchBucket();
      const find = () => findObject(database, SERVICE, exchange.bucketId, exchange.key);
      await serve(bytes, exchange, { find, caching: 'of the object' });
    },
    async serveOwn(exchange: Exchange) {
      const caller = await callerOf(exchange);
      const find = () => findObject(database, caller, exchange.bucketId, exchange.key);
      await serve(bytes, exchange, { find, caching: 'of the object' });
    },
    async info(exchange: Exchange) {
      const object = await getObject(database, await callerOf(exchange), exchange.bucketId, exchange.key);
      const { size, mimetype, cacheControl, eTag, lastModified } = object.metadata;
      const { id, name, version, bucket_id, created_at, user_metadata } = object;
      sendJson(exchange, 200, {
        ...{ id, name, version, bucket_id, size, content_type: mimetype, cache_control: cacheControl, etag: eTag },
        ...{ metadata: user_metadata ?? {}, last_modified: lastModified, created_at },
      });
    },
    async list(exchange: Exchange) {
      const caller = await callerOf(exchange);
      const options = await readJson<ListOptions>(exchange);
      sendJson(exchange, 200, await listFolder(database, caller, exchange.bucketId, options));
    },
  };

  /** The path is not percent-encoded: storage-js does that. */
  async function signedUrl(path: string, lifeSeconds: number): Promise<string> {
    return `/object/sign/${path}?token=${await signing.signDownload(path, lifeSeconds)}`;
  }
}

function requireLife(expiresIn: unknown): number {
  if (typeof expiresIn !== 'number' || !Number.isFinite(expiresIn))
    throw invalidRequest("body must have required property 'expiresIn'");
  if (expiresIn < 1) throw invalidRequest('body/expiresIn must be >= 1');
  return Math.floor(expiresIn);
}
