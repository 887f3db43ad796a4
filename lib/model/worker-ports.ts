import type { AssetRecord, ClaimedAsset } from '../assets/asset-record.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import { AppError } from '../errors.ts';
import type { AssetStore } from '../ports/asset-store.ts';
import type { ImageChecker } from '../ports/image-checker.ts';
import type { ObjectStorage } from '../ports/object-storage.ts';
import { sha256Of } from '../sha256-of.ts';
import type { Answer, Call, ClaimedView } from './calls.ts';
import type { Content } from './database-state.ts';

/** The ports of the product's workers: each call is handed over as a step of the model, and waits for its answer. */

/** A call as a worker makes it: its claim is the place of that among the claims the worker was given. */
export type WorkerCall = Call<number>;
/** Rejects where the answer is a failure. */
export type Ask = (call: WorkerCall) => Promise<Exclude<Answer, { failed: unknown }>>;

/** More than any work is tried. */
const MANY_ATTEMPTS = 1000;

const bytesOf = (content: Content): Buffer => Buffer.from(content);
const keyOf = (bucket: string, key: string): string => `${bucket}/${key}`;
export const withoutBucket = (key: string): string => key.slice(key.indexOf('/') + 1);
const extensionOf = (contentType?: string) => (contentType === 'image/webp' ? 'webp' : 'png');

export function createWorkerPorts(ask: Ask): WorkerDependencies {
  let claims = 0;
  /** The worker hands back what it was given: the generation stands for the claim. */
  const claimOf = ({ generation }: ClaimedAsset): number => generation;
  const recordOrNull = (answer: Answer): AssetRecord | null =>
    answer === null ? null : toRecord({ ...UNVERIFIED, status: requireKey(answer, 'reached').reached });

  const assets: Partial<AssetStore> = {
    async claim() {
      const answer = await ask({ name: 'claim_lease', isTired: false });
      return has(answer, 'claimed') ? toClaimedAsset(answer.claimed, claims++) : null;
    },
    async release(claimed) {
      await ask({ name: 'release_lease', claim: claimOf(claimed) });
    },
    async listStoredFiles() {
      const answer = requireKey(await ask({ name: 'list_stored_files' }), 'stored');
      return { master: answer.stored.master.map(withoutBucket), public: answer.stored.public.map(withoutBucket) };
    },
    async finishVerification(claimed, { variants }) {
      const variant = { extension: extensionOf(variants[0]?.contentType), content: 'made' } as const;
      return recordOrNull(await ask({ name: 'finish_verification', claim: claimOf(claimed), variant }));
    },
    reject: async (claimed) => {
      const answer = await ask({ name: 'reject_asset', claim: claimOf(claimed) });
      return answer === null ? null : { ...claimed, status: 'rejected', generation: claims++ };
    },
    finishRejection: async (claimed) => recordOrNull(await ask({ name: 'finish_rejection', claim: claimOf(claimed) })),
    finishPublication: async (claimed) =>
      recordOrNull(await ask({ name: 'finish_publication', claim: claimOf(claimed) })),
    failPublication: async (claimed, { lost }) =>
      recordOrNull(await ask({ name: 'fail_publication', claim: claimOf(claimed), isLost: lost })),
    finishTakingBack: async (claimed) =>
      recordOrNull(await ask({ name: 'finish_taking_back', claim: claimOf(claimed) })),
    finishDeletion: async (claimed) => (await ask({ name: 'finish_deletion', claim: claimOf(claimed) })) === true,
    find: async () => toRecord(UNVERIFIED),
    async requireRoomForVariant() {
      await ask({ name: 'require_room_for_variant' });
      return toRecord(UNVERIFIED);
    },
    async setVariant(_owner, _asset, { contentType }) {
      const answer = await ask({ name: 'set_variant', extension: extensionOf(contentType) });
      const { replacedKey } = requireKey(answer, 'replacedKey');
      return { asset: toRecord(UNVERIFIED), replacedKey: replacedKey && withoutBucket(replacedKey) };
    },
  };

  const storage: Partial<ObjectStorage> = {
    async read(bucket, key, maxBytes) {
      const { content } = requireKey(await ask({ name: 'read', key: keyOf(bucket, key) }), 'content');
      if (content && content.length > maxBytes) throw new AppError('payload_too_large', 'longer than the caller takes');
      return content && bytesOf(content);
    },
    async write(bucket, key, bytes, { onlyWhile }) {
      const content = Buffer.from(bytes).toString() as Content;
      await ask({ name: 'write', key: keyOf(bucket, key), content, ...(onlyWhile && { onlyWhile }) });
    },
    async remove(bucket, keys) {
      if (keys.length > 0) await ask({ name: 'remove', keys: keys.map((key) => keyOf(bucket, key)) });
    },
    exists: async (bucket, key) => (await ask({ name: 'exists', key: keyOf(bucket, key) })) === true,
  };

  const images: ImageChecker = {
    check: async (_bytes, declaredContentType) => ({
      ...{ width: 1, height: 1, frames: 1, thumbhash: '', exif: null },
      contentType: declaredContentType as 'image/png',
      variants: [{ name: 'thumb', contentType: 'image/png', width: 1, height: 1, bytes: bytesOf('made') }],
    }),
    stripMetadata: (bytes) => bytes,
  };

  return {
    assets: onlyModelled(assets),
    storage: onlyModelled(storage),
    images,
    probePublic: async () => 'dead',
    settleBranding: async () => {},
    masterBucket: 'assets',
    publicBucket: 'public',
    publicCacheSeconds: 300,
    maxFileBytes: 100,
    log: () => {},
  };
}

/** A port of which a worker may use no more than the model knows. */
export function onlyModelled<Port extends object>(port: Partial<Port>): Port {
  return new Proxy(port, {
    get(known, name) {
      const method = Reflect.get(known, name);
      if (!method) throw new Error(`the model does not know ${String(name)}`);
      return method;
    },
  }) as Port;
}

export const has = <Key extends string>(answer: Answer, key: Key): answer is Extract<Answer, Record<Key, unknown>> =>
  typeof answer === 'object' && answer !== null && key in answer;

export function requireKey<Key extends string>(answer: Answer, key: Key): Extract<Answer, Record<Key, unknown>> {
  if (!has(answer, key)) throw new Error(`an answer without ${key}`);
  return answer;
}

const UNVERIFIED: ClaimedView = { status: 'private', publicKey: null, variant: null, isTired: false };

export function toClaimedAsset(view: ClaimedView, claim: number): ClaimedAsset {
  const leaseAttempts = view.isTired ? MANY_ATTEMPTS : 1;
  return { ...toRecord(view), generation: claim, leaseToken: `${claim}`, leaseAttempts };
}

export function toRecord({ status, publicKey, variant }: ClaimedView): AssetRecord {
  const variantRecord = variant && {
    ...{ name: 'thumb', contentType: `image/${variant.extension}`, width: 1, height: 1, bytes: variant.content.length },
    objectKey: `m_thumb.${variant.extension}`,
    publicKey: publicKey && `${publicKey}_thumb.${variant.extension}`,
  };
  return {
    ...{ id: 'asset', jobId: 'job', ownerId: 'owner', addedNo: 1, name: 'm.png', contentType: 'image/png' },
    ...{ objectKey: 'm.png', objectStem: 'm', sha256: sha256Of('declared'), bytes: 8, width: 1, height: 1, frames: 1 },
    ...{ status, generation: 0, wantedVisibility: 'private', keepMetadata: false, slug: null, thumbhash: null },
    ...{ problemCode: null, problemMessage: null, uploadExpiresAt: '', createdAt: '', verifiedAt: null },
    ...{ publishedAt: null, trashedAt: null, takeDown: null, lastPublication: null },
    publicKey: publicKey && `${publicKey}.png`,
    variants: variantRecord ? [variantRecord] : [],
  };
}
