import type { Asset } from '../../lib/schemas/asset.ts';
import type { BatchAction, ChangeAssets, ChangedAssetItem } from '../../lib/schemas/asset-batch.ts';
import type { ActionResult } from '../../lib/schemas/error.ts';
import { MAX_ASSETS_PER_CHANGE } from '../../lib/schemas/limits.ts';

/** One change of however many images: requests of a hundred, one after the other, each waited for until it rests. */

export type BulkTarget = {
  readonly id: string;
  readonly name: string;
  readonly isPublic: boolean;
  /** Nothing brings it back from the trash. */
  readonly isRefused: boolean;
};
export type BulkChange = { action: BatchAction; jobId?: string };
export type BulkFailure = { readonly target: BulkTarget; readonly reason: string };

export type BulkProgress = {
  readonly done: readonly BulkTarget[];
  readonly failed: readonly BulkFailure[];
};
export type BulkResult = BulkProgress & {
  /** The rest was not asked for. */
  readonly stopped: 'cancelled' | BulkStop | null;
};
export type BulkStop = {
  readonly reason: string;
  /** It may go on later. */
  readonly mayPass: boolean;
};

export type BulkPorts = {
  change(change: ChangeAssets): Promise<ActionResult<ChangedAssetItem[]>>;
  /** Those that are gone are left out. */
  getAssets(ids: string[]): Promise<Asset[]>;
  sleep(ms: number): Promise<void>;
};

type BulkOptions = {
  signal: AbortSignal;
  /** Told of each hundred before it is asked for. */
  onSend: (targets: readonly BulkTarget[]) => void;
  onProgress: (progress: BulkProgress) => void;
  /** Told of every state that the server answers with, in flight and at rest. */
  onChanged: (assets: Asset[]) => void;
};

const POLL_MS = 1000;
/** Work on one hundred that takes longer goes on without being watched. */
const MAX_POLLS = 120;
const RETRY_PAUSES_MS = [1000, 4000];

/** @param targets pages of any length; the next is asked for when the one before is done */
export async function runBulk(
  targets: AsyncIterable<readonly BulkTarget[]>,
  change: BulkChange,
  ports: BulkPorts,
  { signal, onSend, onProgress, onChanged }: BulkOptions,
): Promise<BulkResult> {
  let progress: BulkProgress = { done: [], failed: [] };
  try {
    for await (const chunk of chunksOf(targets, MAX_ASSETS_PER_CHANGE)) {
      if (signal.aborted) return { ...progress, stopped: 'cancelled' };
      onSend(chunk);
      const before = progress;
      const outcome = await changeChunk(chunk, change, ports, onChanged, (settled) =>
        onProgress({ done: [...before.done, ...settled.done], failed: [...before.failed, ...settled.failed] }),
      );
      if ('reason' in outcome) return { ...progress, stopped: outcome };
      progress = { done: [...before.done, ...outcome.done], failed: [...before.failed, ...outcome.failed] };
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...progress, stopped: { reason, mayPass: true } };
  }
  return { ...progress, stopped: null };
}

async function* chunksOf<T>(pages: AsyncIterable<readonly T[]>, length: number): AsyncGenerator<T[]> {
  let waiting: T[] = [];
  for await (const page of pages) {
    waiting.push(...page);
    while (waiting.length >= length) {
      yield waiting.slice(0, length);
      waiting = waiting.slice(length);
    }
  }
  if (waiting.length > 0) yield waiting;
}

async function changeChunk(
  chunk: readonly BulkTarget[],
  change: BulkChange,
  ports: BulkPorts,
  onChanged: BulkOptions['onChanged'],
  onProgress: BulkOptions['onProgress'],
): Promise<BulkProgress | BulkStop> {
  const result = await send({ ...change, assetIds: chunk.map(({ id }) => id) }, ports);
  if (!result.ok) return { reason: result.error.message, mayPass: MAY_PASS.has(result.error.code) };

  const done: BulkTarget[] = [];
  const failed: BulkFailure[] = [];
  const inFlight = new Map<string, BulkTarget>();
  const judge = (target: BulkTarget, asset: Asset | null) => {
    const verdict = judgeAsset(change.action, asset);
    if (verdict === 'in flight') inFlight.set(target.id, target);
    else inFlight.delete(target.id);
    if (verdict === 'done') done.push(target);
    else if (verdict !== 'in flight') failed.push({ target, reason: verdict.reason });
  };

  const changed: Asset[] = [];
  for (const [index, target] of chunk.entries()) {
    const item = result.data[index];
    if (item !== undefined && 'asset' in item) {
      if (item.asset !== null) changed.push(item.asset);
      judge(target, item.asset);
    } else {
      failed.push({ target, reason: item?.error.message ?? 'The server did not say what became of it.' });
    }
  }
  onChanged(changed);
  onProgress({ done, failed });

  for (let poll = 0; inFlight.size > 0 && poll < MAX_POLLS; poll++) {
    await ports.sleep(POLL_MS);
    // One that is not answered is asked again.
    const assets = await ports.getAssets([...inFlight.keys()]).catch(() => null);
    if (assets === null) continue;
    const found = new Map(assets.map((asset) => [asset.id, asset]));
    for (const target of [...inFlight.values()]) judge(target, found.get(target.id) ?? null);
    onChanged(assets);
    onProgress({ done, failed });
  }
  for (const target of inFlight.values())
    failed.push({ target, reason: 'It takes longer than usual, and goes on by itself.' });
  return { done, failed };
}

/** The change is absolute, so that one whose answer was lost may be sent again. */
async function send(change: ChangeAssets, ports: BulkPorts): Promise<ActionResult<ChangedAssetItem[]>> {
  for (const pauseMs of [...RETRY_PAUSES_MS, null]) {
    const result = await ports.change(change);
    if (result.ok || pauseMs === null || !MAY_PASS.has(result.error.code)) return result;
    await ports.sleep(pauseMs);
  }
  throw new Error('the last try always returns');
}

const MAY_PASS = new Set(['internal', 'database_unavailable', 'storage_unavailable', 'rate_limited']);

type Verdict = 'done' | 'in flight' | { reason: string };

/** Never done before the server says so. @param asset null when there is no such asset any more */
function judgeAsset(action: BatchAction, asset: Asset | null): Verdict {
  const isGone = asset === null || asset.status === 'deleting';
  if (action === 'delete') return isGone ? 'done' : 'in flight';
  if (action === 'trash') return isGone || asset.trashedAt !== null ? 'done' : AS_BEFORE;
  if (asset === null) return { reason: 'It is not there any more.' };
  switch (action) {
    case 'publish':
      if (asset.visibility === 'public') return 'done';
      return isAtRest(asset) ? { reason: asset.rejection?.message ?? AS_BEFORE.reason } : 'in flight';
    case 'unpublish':
      if (!isAtRest(asset)) return 'in flight';
      return asset.visibility === 'private' ? 'done' : AS_BEFORE;
    case 'restore':
    case 'move':
      return 'done';
  }
}

const AS_BEFORE = { reason: 'It is as it was before. Try again in a moment.' };

const isAtRest = ({ status }: Asset): boolean => !['verifying', 'publishing', 'unpublishing'].includes(status);
