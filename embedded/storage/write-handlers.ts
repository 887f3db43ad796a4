import { getBucket, requireAllowed } from './buckets.ts';
import { findOwner, requireCaller, SERVICE } from './caller.ts';
import { accessDenied, noSuchKey } from './errors.ts';
import { type Exchange, readJson, requireText, requireTexts, sendJson, wantsUpsert } from './exchange.ts';
import { requireValidKey } from './names.ts';
import { deleteObjects, findObject, getObject, moveObject, type StoredObject } from './objects.ts';
import { pathOf, type StorageParts } from './storage-parts.ts';
import { probeMint, storeCopy, type UploadTarget, upload } from './upload.ts';
import { singleUseToken } from './used-tokens.ts';

type TransferBody = { bucketId: string; sourceKey: string; destinationBucket: string; destinationKey: string };

export function createWriteHandlers({ database, bytes, signing, jwtKey }: StorageParts) {
  const callerOf = ({ request }: Exchange) => requireCaller(request, jwtKey);

  async function targetOf(exchange: Exchange, upsert: boolean): Promise<UploadTarget> {
    const caller = await callerOf(exchange);
    return { bucketId: exchange.bucketId, key: exchange.key, owner: findOwner(caller), upsert, caller };
  }

  function uploadTo(exchange: Exchange, target: UploadTarget) {
    return upload(database, bytes, exchange.request, target);
  }

  async function removeFiles(objects: StoredObject[]): Promise<void> {
    for (const { version } of objects) await bytes.remove(version);
  }

  return {
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
      const token = exchange.query.get('token');
      const { owner, upsert, expiresAt } = await signing.verifyUpload(token, pathOf(exchange));
      await uploadTo(exchange, {
        ...{ bucketId: exchange.bucketId, key: exchange.key, owner, upsert, caller: SERVICE },
        ...(token && !upsert && { token: singleUseToken(token, expiresAt) }),
      });
      sendJson(exchange, 200, { Key: pathOf(exchange) });
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
      const bucket = await getBucket(database, SERVICE, to.bucketId);
      requireAllowed(bucket, metadata.mimetype, metadata.size);
      await moveObject(database, caller, from, to);
      sendJson(exchange, 200, { message: 'Successfully moved' });
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
