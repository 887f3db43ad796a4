import { TransferMeter } from './transfer-meter.ts';
import type { MissingUploads } from './upload-manifest.ts';
import {
  EMPTY_UPLOAD_QUEUE,
  type UploadEvent,
  type UploadItem,
  type UploadQueue,
  UploadQueueDraft,
} from './upload-queue.ts';

const NOTIFY_INTERVAL_MS = 80;

export type UploadSnapshot = {
  readonly queue: UploadQueue;
  readonly paused: boolean;
  /** Null while nothing is sent or too little is known. */
  readonly bytesPerSecond: number | null;
  /** What an earlier visit left unfinished. */
  readonly missing: MissingUploads | null;
};

export const NO_UPLOADS: UploadSnapshot = {
  queue: EMPTY_UPLOAD_QUEUE,
  paused: false,
  bytesPerSecond: null,
  missing: null,
};

/** What is known of the uploads of one job, and who wants to hear of it: at once or, for the stream of events, gathered. */
export class UploadState {
  readonly #now: () => number;
  readonly #findMissing: () => MissingUploads | null;
  readonly #listeners = new Set<() => void>();
  readonly #meter = new TransferMeter();
  readonly #draft = new UploadQueueDraft(EMPTY_UPLOAD_QUEUE);
  #paused = false;
  #snapshot = NO_UPLOADS;
  #notifyTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(now: () => number, findMissing: () => MissingUploads | null) {
    this.#now = now;
    this.#findMissing = findMissing;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What listeners were last told. */
  readonly getSnapshot = (): UploadSnapshot => this.#snapshot;

  /** What is true now, told or not; null for what was dismissed. */
  find(id: string): UploadItem | null {
    return this.#draft.find(id);
  }

  get order(): readonly string[] {
    return this.#draft.order;
  }

  apply(event: UploadEvent): void {
    if (!this.#draft.apply(event)) return;
    this.#notifySoon();
  }

  setPaused(paused: boolean): void {
    this.#paused = paused;
    this.notify();
  }

  /** What an earlier visit left may be something else now. */
  touchMissing(): void {
    this.#notifySoon();
  }

  /** @param bytes since the last report. */
  recordSent(bytes: number): void {
    this.#meter.record(this.#now(), bytes);
  }

  notify(): void {
    if (this.#notifyTimer !== null) clearTimeout(this.#notifyTimer);
    this.#notifyTimer = null;
    this.#snapshot = {
      queue: this.#draft.seal(),
      paused: this.#paused,
      bytesPerSecond: this.#meter.bytesPerSecond(this.#now()),
      missing: this.#findMissing(),
    };
    for (const listener of this.#listeners) listener();
  }

  #notifySoon(): void {
    this.#notifyTimer ??= setTimeout(() => this.notify(), NOTIFY_INTERVAL_MS);
  }
}
