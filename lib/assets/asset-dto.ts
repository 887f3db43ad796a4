import type { FindOrigins, Origins } from '../ports/origins.ts';
import type { Asset, TakeBack } from '../schemas/asset.ts';
import { toIso } from '../to-iso.ts';
import type { AssetRecord } from './asset-record.ts';
import type { SignedPath, SignFilePaths } from './sign-file-paths.ts';

export type ToAssetDtos = (records: AssetRecord[]) => Promise<Asset[]>;

type Dependencies = {
  signFilePaths: SignFilePaths;
  publicPath: (key: string) => string;
  findOrigins: FindOrigins;
};

/** Turns rows into what their owner sees, signing all addresses of a page in one batch. */
export function createToAssetDtos({ signFilePaths, publicPath, findOrigins }: Dependencies): ToAssetDtos {
  return async (records) => {
    const keys = records
      .filter(hasFiles)
      .flatMap((record) => [record.objectKey, ...record.variants.map((v) => v.objectKey)]);
    const [signed, origins] = await Promise.all([signFilePaths(keys), findOrigins()]);
    return records.map((record) => toAssetDto(record, signed, origins, publicPath));
  };
}

/** Verified and not on its way out: the original and the variants are stored. */
const hasFiles = (record: AssetRecord): boolean =>
  record.verifiedAt !== null && record.status !== 'lost' && record.status !== 'deleting';

function toAssetDto(
  record: AssetRecord,
  signed: Map<string, SignedPath>,
  { siteUrl, storageUrl }: Origins,
  publicPath: (key: string) => string,
): Asset {
  const original = hasFiles(record) ? signed.get(record.objectKey) : undefined;
  const variants = hasFiles(record)
    ? record.variants.flatMap(({ name, objectKey }) => {
        const address = signed.get(objectKey);
        return address ? [[name, storageUrl + address.path] as const] : [];
      })
    : [];
  const isPublic = record.status === 'public' && record.trashedAt === null;
  return {
    id: record.id,
    jobId: record.jobId,
    name: record.name,
    contentType: record.contentType,
    bytes: record.bytes,
    sha256: record.sha256,
    width: record.width,
    height: record.height,
    frames: record.frames,
    thumbhash: record.thumbhash,
    status: record.status,
    visibility: isPublic ? 'public' : 'private',
    wantedVisibility: record.wantedVisibility,
    path: record.objectKey,
    url: original ? storageUrl + original.path : null,
    urlExpiresAt: original ? original.expiresAt.toISOString() : null,
    variants: Object.fromEntries(variants),
    publicUrl: isPublic && record.publicKey ? storageUrl + publicPath(record.publicKey) : null,
    pageUrl: isPublic && record.slug ? `${siteUrl}/p/${record.slug}` : null,
    createdAt: toIso(record.createdAt),
    publishedAt: record.publishedAt && toIso(record.publishedAt),
    trashedAt: record.trashedAt && toIso(record.trashedAt),
    rejection: record.problemCode === null ? null : { code: record.problemCode, message: record.problemMessage ?? '' },
    takenDown: record.takeDown && { ...record.takeDown, at: toIso(record.takeDown.at) },
    takeBack: toTakeBack(record),
  };
}

function toTakeBack({ status, lastPublication }: AssetRecord): TakeBack | null {
  if (status === 'public' || !lastPublication?.takenBackAt) return null;
  return {
    takenBackAt: toIso(lastPublication.takenBackAt),
    originGoneAt: lastPublication.originGoneAt && toIso(lastPublication.originGoneAt),
    edge: lastPublication.edge,
    cachedUntil: lastPublication.cachedUntil && toIso(lastPublication.cachedUntil),
  };
}
