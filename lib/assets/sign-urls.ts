import { AppError } from '../errors.ts';
import { isId } from '../schemas/id.ts';
import type { SignedUrlItem, SignUrls } from '../schemas/upload.ts';
import type { AssetRecord } from './asset-record.ts';
import type { AssetServiceDependencies } from './asset-service.ts';

/** Fresh signed addresses with a life of the caller's choosing; one answer per id, in order. */
export function createSignUrls(deps: AssetServiceDependencies) {
  return async (ownerId: string, request: SignUrls): Promise<SignedUrlItem[]> => {
    const wanted = request.assetIds.filter(isId);
    const records = new Map((await deps.assets.findMany(ownerId, wanted)).map((record) => [record.id, record]));
    const keys = new Map(
      [...records.values()].flatMap((record) => {
        const key = keyOf(record, request.variant);
        return key === null ? [] : [[record.id, key] as const];
      }),
    );
    const expiresInSeconds = request.expiresInSeconds ?? deps.signedUrlExpiresInSeconds;
    const expiresAt = new Date(Date.now() + expiresInSeconds * 1000).toISOString();
    const [signed, { storageUrl }] = await Promise.all([
      keys.size === 0
        ? new Map<string, string>()
        : deps.storage.signPaths(deps.masterBucket, [...new Set(keys.values())], expiresInSeconds),
      deps.findOrigins(),
    ]);
    return request.assetIds.map((assetId): SignedUrlItem => {
      const id = assetId.toLowerCase();
      const path = signed.get(keys.get(id) ?? '');
      if (path !== undefined) return { assetId, url: storageUrl + path, expiresAt };
      const error = refusalOf(records.get(id), request.variant);
      return { assetId, error: { code: error.code, message: error.message } };
    });
  };
}

function keyOf(record: AssetRecord, variant: string): string | null {
  if (record.verifiedAt === null || record.trashedAt !== null || record.status === 'lost') return null;
  if (variant === 'original') return record.objectKey;
  return record.variants.find(({ name }) => name === variant)?.objectKey ?? null;
}

function refusalOf(record: AssetRecord | undefined, variant: string): AppError {
  if (!record) return new AppError('not_found', 'There is no such asset.');
  if (record.trashedAt !== null) return new AppError('conflict', 'This image is in the trash.');
  if (record.verifiedAt === null) return new AppError('asset_not_ready', 'This image is not verified yet.');
  return new AppError('not_found', `This image has no variant "${variant}".`);
}
