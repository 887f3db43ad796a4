import { ByteCarriers } from './byte-carriers.ts';
import { Lane } from './lane.ts';
import { withRetries } from './retry.ts';
import { isAbort, UploadFault } from './upload-fault.ts';
import { UploadManifest } from './upload-manifest.ts';
import type { UploadPorts } from './upload-ports.ts';
import { hasEnded, type UploadEvent } from './upload-queue.ts';
import { UploadState } from './upload-state.ts';
import { startWork, type UploadBatch, type UploadWork } from './upload-work.ts';

const MAX_DISCARDS = 4;

/** The files of one job that were dropped in this tab, and what every step does with them: try, tell, bring to an end. */
export class UploadFiles {
  readonly jobId: string;
  readonly ports: UploadPorts;
  readonly state: UploadState;
  readonly manifest: UploadManifest;
  readonly #works = new Map<string, UploadWork>();
  readonly #carriers = new ByteCarriers();
  readonly #discarding = new Lane(MAX_DISCARDS, (assetId) => this.#deletePermanently(assetId));

  constructor(jobId: string, ports: UploadPorts) {
    this.jobId = jobId;
    this.ports = ports;
    this.manifest = new UploadManifest({ jobId, store: ports.manifestStore, nowMs: ports.nowMs });
    this.state = new UploadState(ports.now, () => this.manifest.findMissing());
    this.manifest.onChange = () => this.state.touchMissing();
  }

  start(id: string, file: File, batch: UploadBatch): void {
    this.#works.set(id, startWork(id, file, batch));
  }

  find(id: string): UploadWork | null {
    return this.#works.get(id) ?? null;
  }

  forget(id: string): void {
    this.#works.delete(id);
  }

  /** Runs a step of one file and turns whatever goes wrong into that file's end: lanes never see an error. */
  async run(id: string, step: (work: UploadWork) => Promise<void>): Promise<void> {
    const work = this.#works.get(id);
    if (work === undefined) return;
    try {
      await step(work);
    } catch (error) {
      this.fail(work, error);
    }
  }

  /** Tries again by itself until the file is cancelled, and says so meanwhile. */
  retrying<T>(work: UploadWork, step: () => Promise<T>): Promise<T> {
    return withRetries(this.ports, work.controller.signal, (fault) => this.delay(work, fault), step);
  }

  delay(work: UploadWork, fault: UploadFault): void {
    this.state.apply({ type: 'delayed', id: work.id, reason: `${fault.message} It goes on by itself.` });
  }

  /** @returns whether this file is to be sent; if not, it waits for another one with the same bytes. */
  claimBytes({ id, sha256 }: UploadWork): boolean {
    return sha256 !== null && this.#carriers.claim(sha256, id);
  }

  /** @returns the files that waited for this one. */
  releaseBytes({ id, sha256 }: UploadWork): Iterable<string> {
    return sha256 === null ? [] : this.#carriers.release(sha256, id);
  }

  /** The file has come to an end; those that waited for its bytes come to theirs. */
  end(work: UploadWork, event: UploadEvent, followerEvent: (id: string) => UploadEvent): void {
    this.#end(work, event);
    for (const id of this.releaseBytes(work)) {
      const follower = this.#works.get(id);
      if (follower !== undefined) this.#end(follower, followerEvent(id));
    }
  }

  #end({ source }: UploadWork, event: UploadEvent): void {
    this.state.apply(event);
    if (event.type === 'ready' || event.type === 'duplicate') this.manifest.recordIn(source);
    else if (event.type === 'refused') this.manifest.forget(source);
  }

  fail(work: UploadWork, error: unknown): void {
    if (work.controller.signal.aborted || isAbort(error)) return;
    const eventOf = (id: string) => failure(id, work.file.name, error);
    this.end(work, eventOf(work.id), eventOf);
  }

  /** The server's row goes, whatever its state; if this fails the server's own clean-up does it. */
  discard(assetId: string): void {
    for (const work of this.#works.values()) {
      if (work.assetId !== assetId) continue;
      const item = this.state.find(work.id);
      if (item !== null && !hasEnded(item)) return; // Another file carries on with it.
    }
    this.#discarding.push(assetId);
  }

  async #deletePermanently(assetId: string): Promise<void> {
    const { signal } = new AbortController();
    await withRetries(
      this.ports,
      signal,
      () => {},
      () => this.ports.api.deletePermanently(assetId),
    ).catch(() => {});
  }
}

function failure(id: string, fileName: string, error: unknown): UploadEvent {
  if (error instanceof UploadFault) {
    return error.kind === 'refused'
      ? { type: 'refused', id, reason: error.message }
      : { type: 'failed', id, reason: error.message, retryable: true };
  }
  const reason = `${fileName} can't be read. It may have been moved or changed: choose it again.`;
  return { type: 'failed', id, reason, retryable: true };
}
