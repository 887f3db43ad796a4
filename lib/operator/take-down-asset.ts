import type { AssetRecord } from '../assets/asset-record.ts';
import { IN_FLIGHT } from '../assets/asset-record.ts';
import { settleAsset } from '../assets/work/settle-asset.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';

/** Files that are not gone by then are left to the janitor. */
const GONE_WITHIN_MS = 60_000;

/** What was found when an image that was taken down was looked for. */
export type TakenDownAsset = {
  id: string;
  name: string;
  /** Null: it never had a page. */
  slug: string | null;
  isPageGone: boolean;
  /** Of its last publication; null when it never was public. */
  file: {
    publicKey: string;
    isGone: boolean;
    edge: 'dead' | 'cached' | 'unreachable';
    /** Caches may answer until then at most. */
    cachedUntil: string | null;
  } | null;
  /** No work on it is left. */
  isAtRest: boolean;
};

/** Takes back the files of an image that was taken down, and looks for its page and its file as anybody would. */
export async function finishTakeDown(record: AssetRecord, worker: WorkerDependencies): Promise<TakenDownAsset> {
  const { assets, storage, publicBucket } = worker;
  const { id, ownerId, name, slug } = record;
  const after = record.status === 'unpublishing' ? await settleAsset(ownerId, id, worker, GONE_WITHIN_MS) : record;
  const publicKey = record.publicKey ?? record.lastPublication?.publicKey ?? null;
  return {
    id,
    name,
    slug,
    isPageGone: slug === null || (await assets.findPublic(slug)) === null,
    file:
      publicKey === null
        ? null
        : {
            publicKey,
            isGone: !(await storage.exists(publicBucket, publicKey)),
            edge: await worker.probePublic(publicBucket, publicKey),
            cachedUntil: after?.lastPublication?.cachedUntil ?? null,
          },
    isAtRest: after === null || after.status === 'verifying' || !IN_FLIGHT.has(after.status),
  };
}

export const isTakenDown = ({ isPageGone, file, isAtRest }: TakenDownAsset): boolean =>
  isPageGone && isAtRest && file?.isGone !== false;
