import { formatBytes } from '../format-bytes.ts';
import type { Asset } from '../schemas/asset.ts';
import { AssetPoller } from './asset-poller.ts';
import { checkFileType, refusalForLength } from './check-file.ts';
import { copyFile } from './copy-file.ts';
import { Lane } from './lane.ts';
import { PresignWindows } from './presign-windows.ts';
import { sendFile } from './send-file.ts';
import { UploadFault } from './upload-fault.ts';
import type { UploadFiles } from './upload-files.ts';
import type { UploadLimits } from './upload-limits.ts';
import { mayResend, type UploadChoice, type UploadWork } from './upload-work.ts';
import { completeFile, takeVerdict, watchVerifying } from './verify-file.ts';

/** More at once gains nothing (measured); fewer leaves the line idle. */
const MAX_PUTS = 6;
const MAX_TYPE_CHECKS = 4;
const MAX_COMPLETES = 4;
const MAX_COPIES = 4;

/** The way of a file through its steps: type check, hash, presign, PUT, complete; and back, when bytes got lost. */
export class UploadPipeline {
  readonly #files: UploadFiles;
  readonly #limits: UploadLimits;
  readonly #poller: AssetPoller;
  readonly #typing = this.#lane(MAX_TYPE_CHECKS, (work) => this.#checkType(work));
  readonly #converting = this.#lane(1, (work) => this.#convert(work));
  readonly #hashing = this.#lane(1, (work) => this.#hash(work));
  readonly #presigning: PresignWindows;
  readonly #sending = this.#lane(MAX_PUTS, (work) => this.#send(work));
  readonly #copying = this.#lane(MAX_COPIES, (work) => this.#copy(work));
  readonly #completing = this.#lane(MAX_COMPLETES, (work) => this.#complete(work));

  constructor(options: { jobId: string; limits: UploadLimits; files: UploadFiles }) {
    const { jobId, limits, files } = options;
    this.#files = files;
    this.#limits = limits;
    this.#poller = new AssetPoller({
      getAssets: (ids) => files.ports.api.getAssets(ids),
      sleep: (ms) => files.ports.sleep(ms, new AbortController().signal),
    });
    this.#presigning = new PresignWindows({
      jobId,
      files,
      unsentCount: () => this.#sending.queuedCount,
      onTicket: (id) => this.#sending.push(id),
      onStored: (id) => this.#stored(id),
      onCopy: (id) => this.#copying.push(id),
    });
  }

  push(id: string): void {
    this.#typing.push(id);
  }

  /** Takes a cancelled file out; one that waited for its bytes carries them now. */
  remove(work: UploadWork): void {
    const early = [this.#typing, this.#converting, this.#hashing, this.#presigning];
    for (const step of [...early, this.#sending, this.#copying, this.#completing]) step.remove(work.id);
    for (const id of this.#files.releaseBytes(work)) {
      const follower = this.#files.find(id);
      if (follower !== null) this.#hashed(follower);
    }
  }

  /** Files under way are finished; no new one starts until {@link resume}. */
  pause(): void {
    this.#sending.pause();
    this.#copying.pause();
    this.#presigning.pause();
  }

  resume(): void {
    this.#sending.resume();
    this.#copying.resume();
    this.#presigning.resume();
  }

  async #checkType(work: UploadWork): Promise<void> {
    const check = await checkFileType(work.file, this.#limits);
    work.controller.signal.throwIfAborted();
    const canConvert = this.#files.ports.loadConverter !== null;
    if (!check.ok) {
      if (!check.decodable || !canConvert) throw new UploadFault('refused', check.reason);
      work.refusal = check.reason;
      this.#converting.push(work.id);
      return;
    }
    work.contentType = check.contentType;
    this.#files.state.apply({ type: 'typed', id: work.id, contentType: check.contentType });
    const refusal = refusalForLength(work.file, this.#limits);
    if (refusal === null) this.#hashing.push(work.id);
    else if (check.animated || !canConvert) throw new UploadFault('refused', refusal);
    else this.#offerSmaller(work, refusal);
  }

  #offerSmaller(work: UploadWork, refusal: string): void {
    work.refusal = refusal;
    if (work.batch.shrink === 'refuse') throw new UploadFault('refused', refusal);
    if (work.batch.shrink === 'shrink') this.#converting.push(work.id);
    else {
      const question = { kind: 'shrink', limit: formatBytes(this.#limits.maxBytes) } as const;
      this.#files.state.apply({ type: 'asked', id: work.id, question });
    }
  }

  /** The file waits no more; what was chosen holds for the others of its drop. */
  choose(work: UploadWork, choice: UploadChoice): void {
    if (choice.kind === 'shrink') {
      work.batch.shrink = choice.shrink;
      if (choice.shrink === 'shrink') this.#converting.push(work.id);
      else this.#files.fail(work, new UploadFault('refused', work.refusal));
      return;
    }
    work.batch.copies = choice.copies;
    if (choice.copies === 'copy') this.#copying.push(work.id);
    else this.#sendAnyway(work);
  }

  async #convert(work: UploadWork): Promise<void> {
    const { state, ports } = this.#files;
    state.apply({ type: 'converting', id: work.id });
    const convert = await ports.loadConverter?.();
    // Of another type first, and smaller only if that is wanted, too.
    const maxBytes = work.contentType === '' ? Number.POSITIVE_INFINITY : this.#limits.maxBytes;
    const converted = (await convert?.(work.file, { maxBytes, maxPixels: this.#limits.maxPixels })) ?? null;
    work.controller.signal.throwIfAborted();
    if (converted === null) throw new UploadFault('refused', work.refusal);
    work.file = converted;
    state.apply({ type: 'converted', id: work.id, name: converted.name, bytes: converted.size });
    this.#typing.push(work.id);
  }

  async #copy(work: UploadWork): Promise<void> {
    this.#files.state.apply({ type: 'copying', id: work.id });
    await this.#orAgain(work, async () => {
      const asset = await copyFile(this.#files, work);
      if (asset === null) this.#sendAnyway(work);
      else this.#judge(work, asset);
    });
  }

  #sendAnyway(work: UploadWork): void {
    work.copyOf = null;
    work.offerCopies = false;
    this.#presigning.push(work.id);
  }

  async #hash(work: UploadWork): Promise<void> {
    this.#files.state.apply({ type: 'hashing', id: work.id });
    const { manifest, ports } = this.#files;
    // What is known of the file on the device says nothing of what was made of it.
    const isSource = work.file === work.source;
    const remembered = isSource ? await manifest.findHash(work.source) : null;
    const sha256 = remembered ?? (await ports.hashFile(work.file));
    work.controller.signal.throwIfAborted();
    work.sha256 = sha256;
    if (isSource && remembered === null) manifest.recordHash(work.source, sha256);
    this.#files.state.apply({ type: 'hashed', id: work.id });
    this.#hashed(work);
  }

  #hashed(work: UploadWork): void {
    if (this.#files.claimBytes(work)) this.#presigning.push(work.id);
  }

  async #send(work: UploadWork): Promise<void> {
    this.#presigning.fill();
    await this.#files.manifest.whenSaved();
    await this.#orAgain(work, async () => {
      await sendFile(this.#files, work);
      this.#stored(work.id);
    });
  }

  #stored(id: string): void {
    this.#files.state.apply({ type: 'stored', id });
    this.#completing.push(id);
  }

  async #complete(work: UploadWork): Promise<void> {
    await this.#orAgain(work, async () => {
      this.#judge(work, await completeFile(this.#files, work));
    });
  }

  /** The lane is free for the next file while this one is polled. */
  #judge(work: UploadWork, asset: Asset): void {
    if (asset.status === 'verifying') {
      watchVerifying(this.#poller, work, asset.id, (checked) => this.#checked(work, checked));
    } else takeVerdict(this.#files, work, asset);
  }

  #checked(work: UploadWork, asset: Asset | null): void {
    void this.#files.run(work.id, () => this.#orAgain(work, async () => takeVerdict(this.#files, work, asset)));
  }

  /** Runs a step; where the server has lost the bytes or the asset, the file goes back to an earlier one. */
  async #orAgain(work: UploadWork, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof UploadFault) || (error.kind !== 'incomplete' && error.kind !== 'expired')) throw error;
      if (!mayResend(work)) throw new UploadFault('failed', error.message);
      if (error.kind === 'expired') {
        work.assetId = null;
        this.#presigning.push(work.id);
      } else this.#sending.push(work.id);
    }
  }

  #lane(limit: number, step: (work: UploadWork) => Promise<void>): Lane {
    return new Lane(limit, (id) => this.#files.run(id, step));
  }
}
