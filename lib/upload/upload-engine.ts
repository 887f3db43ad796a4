import { refusalForLength } from './check-file.ts';
import { findVerified } from './find-verified.ts';
import { UploadFiles } from './upload-files.ts';
import type { UploadLimits } from './upload-limits.ts';
import { UploadPipeline } from './upload-pipeline.ts';
import type { UploadPorts } from './upload-ports.ts';
import { hasEnded } from './upload-queue.ts';
import type { UploadSnapshot } from './upload-state.ts';
import { restartWork, startBatch, type UploadChoice } from './upload-work.ts';

/**
 * Takes files of one job from the drop to the verified asset, outside of React: what a person can ask for. Subscribe
 * for snapshots; the way of each file is in {@link UploadPipeline}.
 */
export class UploadEngine {
  readonly jobId: string;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => UploadSnapshot;
  readonly #limits: UploadLimits;
  readonly #files: UploadFiles;
  readonly #pipeline: UploadPipeline;

  constructor(options: { jobId: string; limits: UploadLimits; ports: UploadPorts }) {
    const { jobId, limits, ports } = options;
    this.jobId = jobId;
    this.#limits = limits;
    this.#files = new UploadFiles(jobId, ports);
    this.#pipeline = new UploadPipeline({ jobId, limits, files: this.#files });
    this.subscribe = this.#files.state.subscribe;
    this.getSnapshot = this.#files.state.getSnapshot;
    void this.#files.manifest.reconcile((assetIds) => findVerified(ports.api, assetIds)).catch(() => {});
  }

  /** The file behind an item, for a local preview; null once it has been dismissed. */
  findFile(id: string): File | null {
    return this.#files.find(id)?.file ?? null;
  }

  /** @returns the ids of the new items, in the order of the files. */
  add(files: readonly File[]): string[] {
    const { state, ports } = this.#files;
    const batch = startBatch();
    const added = files.map((file) => ({ id: ports.createId(), file }));
    state.apply({ type: 'added', files: added.map(({ id, file }) => ({ id, name: file.name, bytes: file.size })) });
    const accepted: File[] = [];
    for (const { id, file } of added) {
      this.#files.start(id, file, batch);
      const reason = refusalForLength(file, this.#limits);
      // Of a file that is too large its type tells whether a smaller copy can be made.
      const mayShrink = file.size > this.#limits.maxBytes && ports.loadConverter !== null;
      if (reason !== null && !mayShrink) state.apply({ type: 'refused', id, reason });
      else {
        accepted.push(file);
        this.#pipeline.push(id);
      }
    }
    state.notify();
    this.#files.manifest.add(accepted);
    return added.map(({ id }) => id);
  }

  /** Stops a file and removes what the server has of it. Without effect on a file that is in or refused. */
  cancel(id: string): void {
    this.#cancel(id);
    this.#files.state.notify();
  }

  cancelAll(): void {
    // Last first: so none of those who wait for another's bytes is started on the way.
    for (const id of [...this.#files.state.order].reverse()) this.#cancel(id);
    this.#files.state.notify();
  }

  /** Starts a failed file again from the beginning. */
  retry(id: string): void {
    this.#retry(id);
    this.#files.state.notify();
  }

  retryAll(): void {
    const { state } = this.#files;
    for (const id of state.order) if (state.find(id)?.retryable) this.#retry(id);
    state.notify();
  }

  /** Answers a question for all files that wait for it, and for those of the same drops that come to it later. */
  answer(choice: UploadChoice): void {
    const { state } = this.#files;
    for (const id of state.order) {
      const question = state.find(id)?.question;
      const work = this.#files.find(id);
      if (question?.kind !== choice.kind || work === null) continue;
      state.apply({ type: 'answered', id });
      this.#pipeline.choose(work, choice);
    }
    state.notify();
  }

  /** Files under way are finished; no new one starts until {@link resume}. */
  pause(): void {
    this.#pipeline.pause();
    this.#files.state.setPaused(true);
  }

  resume(): void {
    this.#pipeline.resume();
    this.#files.state.setPaused(false);
  }

  /** What an earlier visit left unfinished is not spoken of any more. */
  dismissMissing(): void {
    this.#files.manifest.dismissMissing();
    this.#files.state.notify();
  }

  /** Forgets an item that has come to an end; a refused or failed one is removed from the server, too. */
  dismiss(id: string): void {
    const { state } = this.#files;
    const item = state.find(id);
    const work = this.#files.find(id);
    const assetId = work?.assetId ?? null;
    if (item === null || !hasEnded(item)) return;
    if (item.stage === 'failed' && work !== null) this.#files.manifest.forget(work.source);
    if ((item.stage === 'refused' || item.stage === 'failed') && assetId !== null) this.#files.discard(assetId);
    this.#files.forget(id);
    state.apply({ type: 'dismissed', id });
    state.notify();
  }

  #cancel(id: string): void {
    const { state } = this.#files;
    const work = this.#files.find(id);
    const item = state.find(id);
    if (work === null || item === null || (hasEnded(item) && item.stage !== 'failed')) return;
    state.apply({ type: 'cancelled', id });
    this.#files.manifest.forget(work.source);
    work.controller.abort();
    if (work.assetId !== null) this.#files.discard(work.assetId);
    this.#pipeline.remove(work);
  }

  #retry(id: string): void {
    const { state } = this.#files;
    const work = this.#files.find(id);
    if (work === null || state.find(id)?.stage !== 'failed') return;
    restartWork(work);
    state.apply({ type: 'retried', id });
    this.#pipeline.push(id);
  }
}
