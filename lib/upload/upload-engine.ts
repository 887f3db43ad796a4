import type { Asset } from '../schemas/asset.ts';
import { MAX_FILES_PER_PRESIGN, type PresignedFile, type UploadTicket } from '../schemas/upload.ts';
import { AssetPoller } from './asset-poller.ts';
import { checkFileType, refusalForLength } from './check-file.ts';
import { Lane } from './lane.ts';
import type { PutRequest } from './put-file.ts';
import { type RetryPorts, withRetries } from './retry.ts';
import { type PutAnswer, readStorageAnswer } from './storage-answer.ts';
import { TransferMeter } from './transfer-meter.ts';
import { faultKindOf, type UploadApi } from './upload-api.ts';
import { isAbort, UploadFault } from './upload-fault.ts';
import type { UploadLimits } from './upload-limits.ts';
import { EMPTY_UPLOAD_QUEUE, hasEnded, reduceUploads, type UploadEvent, type UploadQueue } from './upload-queue.ts';

/** More at once gains nothing (measured); fewer leaves the line idle. */
const MAX_PUTS = 6;
const MAX_TYPE_CHECKS = 4;
const MAX_COMPLETES = 4;
/** Signed this far ahead of the PUTs and no further: URLs expire, and a cancelled file should cost nothing. */
const TICKETS_AHEAD = 60;
const MAX_RESENDS = 3;
const NOTIFY_INTERVAL_MS = 80;

export type UploadPorts = RetryPorts & {
  api: UploadApi;
  /** @throws UploadFault, AbortError */
  putFile(request: PutRequest): Promise<PutAnswer>;
  /** SHA-256 as lower-case hex. @throws when the file cannot be read. */
  hashFile(file: File): Promise<string>;
  now(): number;
  createId(): string;
};

export type UploadSnapshot = {
  readonly queue: UploadQueue;
  readonly paused: boolean;
  /** Null while nothing is sent or too little is known. */
  readonly bytesPerSecond: number | null;
};

type Work = {
  readonly file: File;
  controller: AbortController;
  contentType: string;
  sha256: string | null;
  ticket: UploadTicket | null;
  assetId: string | null;
  resends: number;
};

/**
 * Takes files of one job from the drop to the verified asset, outside of React: type check, hash, presign, PUT,
 * complete. Subscribe for snapshots; what it knows of each file is in the queue ({@link reduceUploads}).
 */
export class UploadEngine {
  readonly jobId: string;
  readonly #limits: UploadLimits;
  readonly #ports: UploadPorts;
  readonly #poller: AssetPoller;
  readonly #work = new Map<string, Work>();
  readonly #listeners = new Set<() => void>();
  readonly #meter = new TransferMeter();
  readonly #typing = new Lane(MAX_TYPE_CHECKS, (id) => this.#run(id, () => this.#checkType(id)));
  readonly #hashing = new Lane(1, (id) => this.#run(id, () => this.#hash(id)));
  readonly #sending = new Lane(MAX_PUTS, (id) => this.#run(id, () => this.#send(id)));
  readonly #completing = new Lane(MAX_COMPLETES, (id) => this.#run(id, () => this.#complete(id)));
  readonly #hashed = new Set<string>();
  /** sha256 → the file that carries these bytes, and those that wait for what becomes of it. */
  readonly #carriers = new Map<string, { id: string; followers: Set<string> }>();
  #presigning = false;
  #paused = false;
  #queue = EMPTY_UPLOAD_QUEUE;
  #snapshot: UploadSnapshot = { queue: EMPTY_UPLOAD_QUEUE, paused: false, bytesPerSecond: null };
  #notifyTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: { jobId: string; limits: UploadLimits; ports: UploadPorts }) {
    this.jobId = options.jobId;
    this.#limits = options.limits;
    this.#ports = options.ports;
    this.#poller = new AssetPoller({
      getAssets: (ids) => options.ports.api.getAssets(ids),
      sleep: (ms) => options.ports.sleep(ms, new AbortController().signal),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): UploadSnapshot => this.#snapshot;

  /** The file behind an item, for a local preview; null once it has been dismissed. */
  findFile(id: string): File | null {
    return this.#work.get(id)?.file ?? null;
  }

  /** @returns the ids of the new items, in the order of the files. */
  add(files: readonly File[]): string[] {
    const added = files.map((file) => ({ id: this.#ports.createId(), file }));
    this.#apply({ type: 'added', files: added.map(({ id, file }) => ({ id, name: file.name, bytes: file.size })) });
    for (const { id, file } of added) {
      this.#work.set(id, {
        file,
        controller: new AbortController(),
        contentType: '',
        sha256: null,
        ticket: null,
        assetId: null,
        resends: 0,
      });
      const reason = refusalForLength(file, this.#limits);
      if (reason !== null) this.#apply({ type: 'refused', id, reason });
      else this.#typing.push(id);
    }
    this.#notifyNow();
    return added.map(({ id }) => id);
  }

  /** Stops a file and removes what the server has of it. Without effect on a file that is in or refused. */
  cancel(id: string): void {
    const work = this.#work.get(id);
    const item = this.#queue.items.get(id);
    if (work === undefined || item === undefined || (hasEnded(item) && item.stage !== 'failed')) return;
    const { assetId } = work;
    this.#apply({ type: 'cancelled', id });
    work.controller.abort();
    for (const lane of [this.#typing, this.#hashing, this.#sending, this.#completing]) lane.remove(id);
    this.#hashed.delete(id);
    if (assetId !== null) this.#discard(assetId);
    this.#release(id, (follower) => this.#carryOn(follower));
    this.#notifyNow();
  }

  cancelAll(): void {
    // Last first: so none of those who wait for another's bytes is started on the way.
    for (const id of [...this.#queue.order].reverse()) this.cancel(id);
  }

  /** Starts a failed file again from the beginning; the hash is made again, for the file may have changed. */
  retry(id: string): void {
    const work = this.#work.get(id);
    const item = this.#queue.items.get(id);
    if (work === undefined || item?.stage !== 'failed') return;
    Object.assign(work, { controller: new AbortController(), sha256: null, ticket: null, resends: 0 });
    this.#apply({ type: 'retried', id });
    this.#typing.push(id);
    this.#notifyNow();
  }

  retryAll(): void {
    for (const item of this.#queue.items.values()) if (item.retryable) this.retry(item.id);
  }

  /** Files under way are finished; no new one starts until {@link resume}. */
  pause(): void {
    this.#paused = true;
    this.#sending.pause();
    this.#notifyNow();
  }

  resume(): void {
    this.#paused = false;
    this.#sending.resume();
    this.#presignNext();
    this.#notifyNow();
  }

  /** Forgets an item that has come to an end; a refused or failed one is removed from the server, too. */
  dismiss(id: string): void {
    const item = this.#queue.items.get(id);
    const work = this.#work.get(id);
    if (item === undefined || !hasEnded(item)) return;
    if ((item.stage === 'refused' || item.stage === 'failed') && work?.assetId) this.#discard(work.assetId);
    this.#work.delete(id);
    this.#apply({ type: 'dismissed', id });
    this.#notifyNow();
  }

  async #checkType(id: string): Promise<void> {
    const work = this.#get(id);
    const check = await checkFileType(work.file, this.#limits);
    work.controller.signal.throwIfAborted();
    if (!check.ok) throw new UploadFault('refused', check.reason);
    work.contentType = check.contentType;
    this.#apply({ type: 'typed', id, contentType: check.contentType });
    this.#hashing.push(id);
  }

  async #hash(id: string): Promise<void> {
    const work = this.#get(id);
    this.#apply({ type: 'hashing', id });
    const sha256 = await this.#ports.hashFile(work.file);
    work.controller.signal.throwIfAborted();
    work.sha256 = sha256;
    this.#apply({ type: 'hashed', id });
    this.#carryOn(id);
  }

  /** A hashed file becomes the carrier of its bytes, or waits for the file that already is. */
  #carryOn(id: string): void {
    const { sha256 } = this.#get(id);
    if (sha256 === null) return;
    const carrier = this.#carriers.get(sha256);
    if (carrier !== undefined) {
      carrier.followers.add(id);
      return;
    }
    this.#carriers.set(sha256, { id, followers: new Set() });
    this.#hashed.add(id);
    this.#presignNext();
  }

  /** A carrier has come to its end: `then` decides for each file that waited for it. */
  #release(id: string, then: (follower: string) => void): void {
    const sha256 = this.#work.get(id)?.sha256;
    if (sha256 === null || sha256 === undefined) return;
    const carrier = this.#carriers.get(sha256);
    carrier?.followers.delete(id);
    if (carrier?.id !== id) return;
    this.#carriers.delete(sha256);
    for (const follower of carrier.followers) then(follower);
  }

  #presignNext(): void {
    if (this.#presigning || this.#paused || this.#hashed.size === 0) return;
    const room = TICKETS_AHEAD - this.#sending.queuedCount;
    if (room <= 0) return;
    const ids = [...this.#hashed].slice(0, Math.min(room, MAX_FILES_PER_PRESIGN));
    for (const id of ids) this.#hashed.delete(id);
    this.#presigning = true;
    this.#presign(ids).finally(() => {
      this.#presigning = false;
      this.#presignNext();
    });
  }

  async #presign(ids: string[]): Promise<void> {
    const window = new AbortController();
    let answers: PresignedFile[];
    try {
      answers = await withRetries(
        this.#ports,
        window.signal,
        (fault) => {
          for (const id of ids) this.#apply({ type: 'delayed', id, reason: delayReason(fault) });
        },
        () =>
          this.#ports.api.presign(
            this.jobId,
            ids.map((id) => this.#declare(id)),
          ),
      );
    } catch (error) {
      for (const id of ids) this.#end(id, error);
      return;
    }
    ids.forEach((id, index) => {
      const answer = answers[index];
      if (answer !== undefined) this.#takeAnswer(id, answer);
    });
  }

  #declare(id: string) {
    const { file, contentType, sha256 } = this.#get(id);
    return { name: file.name, contentType, bytes: file.size, sha256: sha256 ?? '' };
  }

  #takeAnswer(id: string, answer: PresignedFile): void {
    const work = this.#work.get(id);
    if (work === undefined || work.controller.signal.aborted) {
      if (answer.status === 'upload' || answer.status === 'uploaded') this.#discard(answer.assetId);
      return;
    }
    switch (answer.status) {
      case 'upload':
      case 'uploaded':
        work.assetId = answer.assetId;
        work.ticket = answer.status === 'upload' ? answer : null;
        this.#apply({ type: 'presigned', id, assetId: answer.assetId });
        if (answer.status === 'upload') this.#sending.push(id);
        else this.#stored(id);
        return;
      case 'duplicate':
        this.#apply({ type: 'duplicate', id, asset: answer.asset });
        this.#release(id, (follower) => this.#apply({ type: 'duplicate', id: follower, asset: answer.asset }));
        return;
      case 'refused': {
        const kind = faultKindOf(answer.error.code);
        this.#end(id, new UploadFault(kind === 'refused' ? 'refused' : 'failed', answer.error.message));
      }
    }
  }

  async #send(id: string): Promise<void> {
    this.#presignNext();
    const work = this.#get(id);
    const { signal } = work.controller;
    try {
      await withRetries(
        this.#ports,
        signal,
        (fault) => this.#delayed(id, fault),
        () => this.#put(id, work),
      );
    } catch (error) {
      if (!(error instanceof UploadFault) || error.kind !== 'expired') throw error;
      this.#sendAgain(id, error);
      return;
    }
    signal.throwIfAborted();
    this.#stored(id);
  }

  async #put(id: string, work: Work): Promise<void> {
    const ticket = work.ticket ?? (await this.#renewTicket(work));
    work.ticket = ticket;
    if (ticket === null) return;
    let sentBytes = 0;
    this.#apply({ type: 'sending', id });
    try {
      const answer = await this.#ports.putFile({
        url: ticket.uploadUrl,
        headers: ticket.headers,
        file: work.file,
        signal: work.controller.signal,
        onProgress: (bytes) => {
          this.#meter.record(this.#ports.now(), bytes - sentBytes);
          sentBytes = bytes;
          this.#apply({ type: 'progress', id, sentBytes: bytes });
        },
      });
      readStorageAnswer(answer, work.file.name);
    } catch (error) {
      if (!(error instanceof UploadFault) || error.kind !== 'expired') throw error;
      work.ticket = null;
      work.resends += 1;
      throw new UploadFault(work.resends > MAX_RESENDS ? 'failed' : 'transient', error.message);
    }
  }

  /** Null when the server says that it has the bytes after all. */
  async #renewTicket(work: Work): Promise<UploadTicket | null> {
    if (work.assetId === null) throw new UploadFault('failed', 'The upload has to start again.');
    const answer = await this.#ports.api.renewUploadUrl(work.assetId, work.controller.signal);
    if (answer.status === 'upload') return answer;
    if (answer.status === 'refused') throw new UploadFault('failed', answer.error.message);
    return null;
  }

  #stored(id: string): void {
    this.#apply({ type: 'stored', id });
    this.#completing.push(id);
  }

  async #complete(id: string): Promise<void> {
    const work = this.#get(id);
    const { assetId } = work;
    if (assetId === null) throw new UploadFault('failed', 'The upload has to start again.');
    const { signal } = work.controller;
    let asset: Asset;
    try {
      asset = await withRetries(
        this.#ports,
        signal,
        (fault) => this.#delayed(id, fault),
        () => this.#ports.api.complete(assetId, signal),
      );
    } catch (error) {
      if (!(error instanceof UploadFault) || (error.kind !== 'incomplete' && error.kind !== 'expired')) throw error;
      this.#sendAgain(id, error);
      return;
    }
    // The lane is free for the next file while this one is polled.
    if (asset.status === 'verifying') this.#watch(id, assetId);
    else this.#verified(id, asset);
  }

  #watch(id: string, assetId: string): void {
    const stop = this.#poller.watch(assetId, (asset) => {
      if (asset?.status === 'verifying') return false;
      this.#run(id, async () => this.#verified(id, asset));
      return true;
    });
    this.#get(id).controller.signal.addEventListener('abort', stop);
  }

  #verified(id: string, asset: Asset | null): void {
    if (this.#get(id).controller.signal.aborted) return;
    if (asset === null || asset.status === 'deleting') {
      throw new UploadFault('failed', `${this.#get(id).file.name} was deleted before it was verified.`);
    }
    if (asset.status === 'awaiting_upload') {
      this.#sendAgain(id, new UploadFault('incomplete', 'The bytes did not arrive.'));
      return;
    }
    if (asset.status === 'rejected' || asset.status === 'lost') {
      const reason = asset.rejection?.message ?? `${asset.name} did not pass the check.`;
      this.#apply({ type: 'refused', id, reason, asset });
      this.#release(id, (follower) => this.#apply({ type: 'refused', id: follower, reason }));
      return;
    }
    this.#apply({ type: 'ready', id, asset });
    this.#release(id, (follower) => this.#apply({ type: 'duplicate', id: follower, asset }));
  }

  #sendAgain(id: string, fault: UploadFault): void {
    const work = this.#get(id);
    work.resends += 1;
    if (work.resends > MAX_RESENDS) throw new UploadFault('failed', fault.message);
    work.ticket = null;
    if (fault.kind === 'expired') {
      work.assetId = null;
      this.#hashed.add(id);
      this.#presignNext();
    } else {
      this.#sending.push(id);
    }
  }

  #delayed(id: string, fault: UploadFault): void {
    this.#apply({ type: 'delayed', id, reason: delayReason(fault) });
  }

  /** Runs a step of one file and turns whatever goes wrong into that file's end: lanes never see an error. */
  async #run(id: string, step: () => Promise<void>): Promise<void> {
    if (!this.#work.has(id)) return;
    try {
      await step();
    } catch (error) {
      this.#end(id, error);
    }
  }

  #end(id: string, error: unknown): void {
    const work = this.#work.get(id);
    if (work === undefined || work.controller.signal.aborted || isAbort(error)) return;
    const event = endEvent(id, work.file.name, error);
    this.#apply(event);
    this.#release(id, (follower) => this.#apply({ ...event, id: follower }));
  }

  /** The row goes, whatever its state; if this fails the server's own clean-up does it. */
  #discard(assetId: string): void {
    for (const [id, work] of this.#work) {
      const item = this.#queue.items.get(id);
      if (work.assetId === assetId && item !== undefined && !hasEnded(item)) return; // Another file carries on with it.
    }
    const { signal } = new AbortController();
    withRetries(
      this.#ports,
      signal,
      () => {},
      () => this.#ports.api.deletePermanently(assetId),
    ).catch(() => {});
  }

  #get(id: string): Work {
    const work = this.#work.get(id);
    if (work === undefined) throw new Error(`No upload ${id}.`);
    return work;
  }

  #apply(event: UploadEvent): void {
    const next = reduceUploads(this.#queue, event);
    if (next === this.#queue) return;
    this.#queue = next;
    this.#notifyTimer ??= setTimeout(() => this.#notifyNow(), NOTIFY_INTERVAL_MS);
  }

  #notifyNow(): void {
    if (this.#notifyTimer !== null) clearTimeout(this.#notifyTimer);
    this.#notifyTimer = null;
    this.#snapshot = {
      queue: this.#queue,
      paused: this.#paused,
      bytesPerSecond: this.#meter.bytesPerSecond(this.#ports.now()),
    };
    for (const listener of this.#listeners) listener();
  }
}

function delayReason(fault: UploadFault): string {
  return `${fault.message} It goes on by itself.`;
}

function endEvent(id: string, fileName: string, error: unknown): Extract<UploadEvent, { type: 'refused' | 'failed' }> {
  if (error instanceof UploadFault) {
    return error.kind === 'refused'
      ? { type: 'refused', id, reason: error.message }
      : { type: 'failed', id, reason: error.message, retryable: true };
  }
  const reason = `${fileName} can't be read. It may have been moved or changed: choose it again.`;
  return { type: 'failed', id, reason, retryable: true };
}
