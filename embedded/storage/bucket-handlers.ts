import * as buckets from './buckets.ts';
import { requireCaller } from './caller.ts';
import { type Exchange, readJson, requireText, sendJson } from './exchange.ts';
import type { StorageParts } from './storage-parts.ts';

export function createBucketHandlers({ database, jwtKey }: StorageParts) {
  const callerOf = ({ request }: Exchange) => requireCaller(request, jwtKey);

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
  };
}
