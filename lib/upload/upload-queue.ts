import type { Asset } from '../schemas/asset.ts';

/** Where one file is on its way; `ready`, `duplicate`, `refused`, `failed` and `cancelled` are ends. */
export type UploadStage =
  | 'waiting'
  | 'converting'
  | 'hashing'
  | 'presigning'
  /** A person has to choose: see `question`. */
  | 'asking'
  | 'copying'
  | 'uploading'
  | 'verifying'
  | 'ready'
  | 'duplicate'
  | 'refused'
  | 'failed'
  | 'cancelled';

/** What is asked once for all files of a drop that it concerns. */
export type UploadQuestion =
  /** Another job of the owner has the same bytes: copy them from there, or send them again? */
  | { readonly kind: 'copy'; readonly jobTitle: string }
  /** Larger than is taken: send a smaller copy, or none? `limit` is in words. */
  | { readonly kind: 'shrink'; readonly limit: string };

export type UploadItem = {
  /** Made in the browser; stays the same through retries. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** What the magic bytes say; null until the head was read. */
  readonly contentType: string | null;
  readonly stage: UploadStage;
  readonly sentBytes: number;
  /** Known once the server has a row for it. */
  readonly assetId: string | null;
  readonly asset: Asset | null;
  /** Why it was refused or failed, or what it waits for before it tries again by itself. */
  readonly reason: string | null;
  /** Only with `failed`: trying again can help. */
  readonly retryable: boolean;
  /** Only with `asking`. */
  readonly question: UploadQuestion | null;
};

export type UploadQueue = {
  readonly order: readonly string[];
  readonly items: ReadonlyMap<string, UploadItem>;
};

export type UploadEvent =
  | { type: 'added'; files: readonly { id: string; name: string; bytes: number }[] }
  | { type: 'typed'; id: string; contentType: string }
  | { type: 'asked'; id: string; question: UploadQuestion }
  | { type: 'answered'; id: string }
  | { type: 'converting'; id: string }
  /** What is sent is another file than the one that was dropped. */
  | { type: 'converted'; id: string; name: string; bytes: number }
  | { type: 'copying'; id: string }
  | { type: 'hashing'; id: string }
  | { type: 'hashed'; id: string }
  | { type: 'presigned'; id: string; assetId: string }
  | { type: 'sending'; id: string }
  | { type: 'progress'; id: string; sentBytes: number }
  | { type: 'stored'; id: string }
  | { type: 'ready'; id: string; asset: Asset }
  | { type: 'duplicate'; id: string; asset: Asset }
  | { type: 'refused'; id: string; reason: string; asset?: Asset }
  | { type: 'failed'; id: string; reason: string; retryable: boolean }
  | { type: 'delayed'; id: string; reason: string }
  | { type: 'retried'; id: string }
  | { type: 'cancelled'; id: string }
  | { type: 'dismissed'; id: string };

export const EMPTY_UPLOAD_QUEUE: UploadQueue = { order: [], items: new Map() };

const ENDS: ReadonlySet<UploadStage> = new Set(['ready', 'duplicate', 'refused', 'failed', 'cancelled']);

/** Nothing more happens to it by itself. */
export function hasEnded(item: UploadItem): boolean {
  return ENDS.has(item.stage);
}

/**
 * The next state of the queue. Pure; an event that comes too late (a progress report of a cancelled
 * file, say) changes nothing, and untouched items keep their identity.
 */
export function reduceUploads(queue: UploadQueue, event: UploadEvent): UploadQueue {
  const draft = new UploadQueueDraft(queue);
  draft.apply(event);
  return draft.seal();
}

/** Takes many events at the price of one copy: the queue it began with stays as it is. */
export class UploadQueueDraft {
  #queue: UploadQueue;
  /** Copied with the first change. */
  #items: Map<string, UploadItem> | null = null;
  #order: readonly string[];

  constructor(queue: UploadQueue) {
    this.#queue = queue;
    this.#order = queue.order;
  }

  find(id: string): UploadItem | null {
    return (this.#items ?? this.#queue.items).get(id) ?? null;
  }

  get order(): readonly string[] {
    return this.#order;
  }

  /** @returns whether it changed anything. */
  apply(event: UploadEvent): boolean {
    if (event.type === 'added') {
      this.#add(event.files);
      return true;
    }
    const item = this.find(event.id);
    if (item === null) return false;
    if (event.type === 'dismissed') {
      if (!hasEnded(item)) return false;
      this.#changed().delete(item.id);
      this.#order = this.#order.filter((id) => id !== item.id);
      return true;
    }
    const next = nextItem(item, event);
    if (next !== item) this.#changed().set(item.id, next);
    return next !== item;
  }

  /** The queue with all changes; later ones make another. */
  seal(): UploadQueue {
    if (this.#items === null) return this.#queue;
    this.#queue = { order: this.#order, items: this.#items };
    this.#items = null;
    return this.#queue;
  }

  #changed(): Map<string, UploadItem> {
    this.#items ??= new Map(this.#queue.items);
    return this.#items;
  }

  #add(files: readonly { id: string; name: string; bytes: number }[]): void {
    const items = this.#changed();
    for (const file of files) items.set(file.id, newItem(file));
    this.#order = [...this.#order, ...files.map(({ id }) => id)];
  }
}

type ItemEvent = Exclude<UploadEvent, { type: 'added' | 'dismissed' }>;

function nextItem(item: UploadItem, event: ItemEvent): UploadItem {
  if (event.type === 'retried') return item.stage === 'failed' ? restarted(item) : item;
  if (hasEnded(item) && !(event.type === 'cancelled' && item.stage === 'failed')) return item;
  switch (event.type) {
    case 'typed':
      return { ...item, contentType: event.contentType };
    case 'asked':
      return { ...item, stage: 'asking', question: event.question, reason: null };
    case 'answered':
      return { ...item, stage: 'waiting', question: null };
    case 'converting':
    case 'copying':
      return { ...item, stage: event.type, reason: null };
    case 'converted':
      return { ...item, stage: 'waiting', name: event.name, bytes: event.bytes, contentType: null };
    case 'hashing':
      return { ...item, stage: 'hashing', reason: null };
    case 'hashed':
      return { ...item, stage: 'presigning', reason: null };
    case 'presigned':
      return { ...item, assetId: event.assetId, reason: null };
    case 'sending':
      return { ...item, stage: 'uploading', sentBytes: 0, reason: null };
    case 'progress':
      return item.stage === 'uploading' ? { ...item, sentBytes: Math.min(event.sentBytes, item.bytes) } : item;
    case 'stored':
      return { ...item, stage: 'verifying', sentBytes: item.bytes, reason: null };
    case 'ready':
    case 'duplicate':
      return {
        ...item,
        stage: event.type,
        sentBytes: item.bytes,
        assetId: event.asset.id,
        asset: event.asset,
        reason: null,
      };
    case 'refused':
      return { ...item, stage: 'refused', question: null, reason: event.reason, asset: event.asset ?? item.asset };
    case 'failed':
      return { ...item, stage: 'failed', reason: event.reason, retryable: event.retryable };
    case 'delayed':
      return { ...item, reason: event.reason };
    case 'cancelled':
      return { ...item, stage: 'cancelled', question: null, reason: null };
  }
}

function restarted(item: UploadItem): UploadItem {
  return { ...item, stage: 'waiting', sentBytes: 0, reason: null, retryable: false };
}

function newItem(file: { id: string; name: string; bytes: number }): UploadItem {
  return {
    ...file,
    contentType: null,
    stage: 'waiting',
    sentBytes: 0,
    assetId: null,
    asset: null,
    reason: null,
    retryable: false,
    question: null,
  };
}
