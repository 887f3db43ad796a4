import type { AssetDetailsRecord } from '../ports/asset-store.ts';
import type { Asset } from '../schemas/asset.ts';
import type { AssetDetails } from '../schemas/asset-details.ts';
import { toIso } from '../to-iso.ts';

/** Adds what lists leave out to the DTO of an asset. */
export function toAssetDetails(dto: Asset, { asset, publications, ...stored }: AssetDetailsRecord): AssetDetails {
  return {
    ...dto,
    ...stored,
    verifiedAt: asset.verifiedAt && toIso(asset.verifiedAt),
    expiresAt: asset.status === 'awaiting_upload' ? toIso(asset.uploadExpiresAt) : null,
    variantDetails: asset.variants.map(({ name, contentType, width, height, bytes, objectKey }) => ({
      ...{ name, contentType, width, height, bytes },
      path: objectKey,
    })),
    publications: publications.map((publication) => ({
      publishedAt: toIso(publication.publishedAt),
      takenBackAt: publication.takenBackAt && toIso(publication.takenBackAt),
      originGoneAt: publication.originGoneAt && toIso(publication.originGoneAt),
      edge: publication.edge,
      cachedUntil: publication.cachedUntil && toIso(publication.cachedUntil),
      path: publication.publicKey,
    })),
  };
}
