import type { Database } from '../database.ts';
import * as buckets from './buckets.ts';
import type { Bytes } from './bytes.ts';
import { findOwner, requireCaller, SERVICE } from './caller.ts';
import { accessDenied, invalidRequest, noSuchBucket, noSuchKey } from './errors.ts';
import { type Exchange, readJson, requireText, requireTexts, sendJson, wantsUpsert } from './exchange.ts';
import { type ListOptions, listFolder } from './list.ts';
import { requireValidKey } from './names.ts';
import { deleteObjects, findKeys, findObject, getObject, moveObject, type StoredObject } from './objects.ts';
import { serve } from './serve.ts';
import type { Signing } from './signing.ts';
import { probeMint, storeCopy, type UploadTarget, upload } from './upload.ts';

export type StorageParts = { database: Database; bytes: Bytes; signing: Signing; jwtKey: Uint8Array };
type TransferBody = { bucketId: string; sourceKey: string; destinationBucket: string; destinationKey: string };

export type Handlers = ReturnType<typeof createHandlers>;

/** One function per call of storage-js; routes.ts says which request reaches which. */
export function createHandlers({ database, bytes, signing, jwtKey }: StorageParts) {
  const callerOf = ({ request }: Exchange) => requireCaller(request, jwtKey);
  const pathOf = ({ bucketId, key }: Exchange) => `${bucketId}/${key}`;

  async function targetOf(exchange: Exchange, upsert: boolean): Promise<UploadTarget> {
    const caller = await callerOf(exchange);
    return { bucketId: exchange.bucketId, key: exchange.key, owner: findOwner(caller), upsert, caller };
  }

  async function uploadTo(exchange: Exchange, target: UploadTarget) {
    return upload(database, bytes, exchange.request, target);
  }

  async function removeFiles(objects: StoredObject[]): Promise<void> {
    for (const { version } of objects) await bytes.remove(version);
  }

  return {
    async status({ response }: Exchange) {
      response.writeHead(200, { 'content-length': 0 }).end();
    },

    async listBuckets(exchange: Exchange) {
      sendJson(exchange, 200, await buckets.listBuckets(database, await callerOf(exchange)));
    },
    async getBucket(exchange: Exchange) {
      sendJson(exchange, 200, await buckets.getBucket(database, await callerOf(exchange), exchange.bucketId));
    },
    async createBucket(exchange: Exchange) {
      const caller = await callerOf(exchange);
      const body = await readJson<{ id: string; name: string } & buckets.BucketSettings>(exchange);
      const name = requireText('name', body.name ?? body.id);
      await buckets.createBucket(database, caller, body.id ?? name, body);
      sendJson(exchange, 200, { name });
    },
    async updateBucket(exchange: Exchange) {
      const caller = await callerOf(exchange);
      await buckets.updateBucket(database, caller, exchange.bucketId, await readJson<buckets.BucketSettings>(exchange));
      sendJson(exchange, 200, { message: 'Successfully updated' });
    },
    async deleteBucket(exchange: Exchange) {
      await buckets.deleteBucket(database, await callerOf(exchange), exchange.bucketId);
      sendJson(exchange, 200, { message: 'Successfully deleted' });
    },

    async upload(exchange: Exchange) {
      const target = await targetOf(exchange, wantsUpsert(exchange.request));
      sendJson(exchange, 200, { Key: pathOf(exchange), Id: (await uploadTo(exchange, target)).id });
    },
    async update(exchange: Exchange) {
      sendJson(exchange, 200, {
        Key: pathOf(exchange),
        Id: (await uploadTo(exchange, await targetOf(exchange, true))).id,
      });
    },
    async signUpload(exchange: Exchange) {
      const target = await targetOf(exchange, wantsUpsert(exchange.request));
      await probeMint(database, target);
      const token = await signing.signUpload({ owner: target.owner, url: pathOf(exchange), upsert: target.upsert });
      sendJson(exchange, 200, { url: `/object/upload/sign/${pathOf(exchange)}?token=${token}`, token });
    },
    async uploadSigned(exchange: Exchange) {
      const { owner, upsert } = await signing.verifyUpload(exchange.query.get('token'), pathOf(exchange));
      await uploadTo(exchange, { bucketId: exchange.bucketId, key: exchange.key, owner, upsert, caller: SERVICE });
      sendJson(exchange, 200, { Key: pathOf(exchange) });
    },

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
      const bucket = await buckets.getBucket(database, SERVICE, exchange.bucketId);
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

    async copy(exchange: Exchange) {
      const { caller, from, to } = await readTransfer(exchange);
      const source = await getObject(database, caller, from.bucketId, from.key);
      const target = { ...to, owner: findOwner(caller), upsert: wantsUpsert(exchange.request), caller };
      const { version, metadata, user_metadata } = source;
      const { id } = await storeCopy(database, bytes, target, { version, metadata, userMetadata: user_metadata ?? {} });
      sendJson(exchange, 200, { Key: `${to.bucketId}/${to.key}`, Id: id });
    },
    async move(exchange: Exchange) {
      const { caller, from, to } = await readTransfer(exchange);
      requireValidKey(to.key);
      const { metadata } = await getObject(database, caller, from.bucketId, from.key);
      const bucket = await buckets.getBucket(database, SERVICE, to.bucketId);
      buckets.requireAllowed(bucket, metadata.mimetype, metadata.size);
      const id = await moveObject(database, caller, from, to);
      sendJson(exchange, 200, { message: 'Successfully moved', Id: id, Key: `${to.bucketId}/${to.key}` });
    },

    async removeMany(exchange: Exchange) {
      const caller = await callerOf(exchange);
      const keys = requireTexts('prefixes', (await readJson<{ prefixes: string[] }>(exchange)).prefixes);
      const removed = await deleteObjects(database, caller, exchange.bucketId, keys);
      await removeFiles(removed);
      sendJson(exchange, 200, removed);
    },
    async removeOne(exchange: Exchange) {
      const caller = await callerOf(exchange);
      const object = await findObject(database, SERVICE, exchange.bucketId, exchange.key);
      if (!object) throw noSuchKey();
      const removed = await deleteObjects(database, caller, exchange.bucketId, [exchange.key]);
      if (removed.length === 0) throw accessDenied('Access denied');
      await removeFiles(removed);
      sendJson(exchange, 200, { message: 'Successfully deleted' });
    },
  };

  /** The path is not percent-encoded: storage-js does that. */
  async function signedUrl(path: string, lifeSeconds: number): Promise<string> {
    return `/object/sign/${path}?token=${await signing.signDownload(path, lifeSeconds)}`;
  }

  async function readTransfer(exchange: Exchange) {
    const caller = await callerOf(exchange);
    const body = await readJson<TransferBody>(exchange);
    const from = { bucketId: requireText('bucketId', body.bucketId), key: requireText('sourceKey', body.sourceKey) };
    const to = {
      bucketId: body.destinationBucket ?? from.bucketId,
      key: requireText('destinationKey', body.destinationKey),
    };
    return { caller, from, to };
  }
}

function requireLife(expiresIn: unknown): number {
  if (typeof expiresIn !== 'number' || !Number.isFinite(expiresIn))
    throw invalidRequest("body must have required property 'expiresIn'");
  if (expiresIn < 1) throw invalidRequest('body/expiresIn must be >= 1');
  return Math.floor(expiresIn);
}
