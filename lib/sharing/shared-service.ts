import { z } from 'zod';
import type { ToAssetDtos } from '../assets/asset-dto.ts';
import { driveAssets } from '../assets/work/drive-assets.ts';
import { PATIENCE_MS } from '../assets/work/settle-asset.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { FindOrigins } from '../ports/origins.ts';
import type { PublicPosition, SharingStore } from '../ports/sharing-store.ts';
import type { SharedService } from '../services.ts';

/** Images taken back in one transaction. */
const BATCH = 200;

export type SharedDependencies = {
  sharing: SharingStore;
  accounts: AccountStore;
  toDtos: ToAssetDtos;
  findOrigins: FindOrigins;
  worker: WorkerDependencies;
};

const positionSchema = z.tuple([z.iso.datetime({ offset: true }), z.int()]);
const isPosition = (value: unknown): value is PublicPosition => positionSchema.safeParse(value).success;

export function createSharedService(deps: SharedDependencies): SharedService {
  const { sharing } = deps;
  return {
    async listAssets(ownerId, { cursor, limit }) {
      const after = cursor === undefined ? null : decodeCursor(cursor, isPosition);
      const rows = await sharing.listPublicAssets(ownerId, after, limit + 1);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const dtos = await deps.toDtos(page.map(({ asset }) => asset));
      return {
        items: dtos.map((asset, index) => ({ ...asset, jobTitle: page[index]?.jobTitle ?? '' })),
        nextCursor: rows.length > page.length && last ? encodeCursor(last.position) : null,
      };
    },
    async listGalleries(ownerId) {
      const [galleries, { siteUrl }] = await Promise.all([sharing.listPublicGalleries(ownerId), deps.findOrigins()]);
      return galleries.map(({ slug, ...gallery }) => ({ ...gallery, url: `${siteUrl}/g/${slug}` }));
    },
    async takeBackAll(ownerId) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const { assetIds, left } = await sharing.takeBackAll(ownerId, BATCH);
        await driveAssets(assetIds, deps.worker, deadline);
        if (left > 0 && Date.now() < deadline) continue;
        return { left, takingBack: (await deps.accounts.getStorageUse(ownerId)).takingBackCount };
      }
    },
  };
}
