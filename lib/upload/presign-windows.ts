import { MAX_FILES_PER_PRESIGN } from '../schemas/limits.ts';
import type { PresignedFile, UploadDeclaration } from '../schemas/upload.ts';
import { withRetries } from './retry.ts';
import { faultKindOf } from './upload-api.ts';
import { UploadFault } from './upload-fault.ts';
import type { UploadFiles } from './upload-files.ts';
import { type UploadWork, wantsCopies } from './upload-work.ts';

/** Signed this far ahead of the PUTs and no further: URLs expire, and a cancelled file should cost nothing. */
const TICKETS_AHEAD = 60;

type PresignWindowsOptions = {
  jobId: string;
  files: UploadFiles;
  /** How many files hold a ticket and have not begun to be sent. */
  unsentCount: () => number;
  onTicket: (id: string) => void;
  /** The server has the bytes of this file already, not yet verified. */
  onStored: (id: string) => void;
  /** Another job has the bytes, and its owner wants them copied. */
  onCopy: (id: string) => void;
};

/** Declares hashed files to the server, in windows, one request at a time, never far ahead of the sending. */
export class PresignWindows {
  readonly #options: PresignWindowsOptions;
  readonly #waiting = new Set<string>();
  #asking = false;
  #paused = false;

  constructor(options: PresignWindowsOptions) {
    this.#options = options;
  }

  push(id: string): void {
    this.#waiting.add(id);
    this.fill();
  }

  remove(id: string): void {
    this.#waiting.delete(id);
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.fill();
  }

  /** Opens the next window if there is room for one. */
  fill(): void {
    if (this.#asking || this.#paused || this.#waiting.size === 0) return;
    const room = TICKETS_AHEAD - this.#options.unsentCount();
    if (room <= 0) return;
    const waiting = [...this.#waiting].flatMap((id) => this.#options.files.find(id) ?? []);
    // One request says for all of its files whether copies are wanted.
    const [first] = waiting;
    if (first === undefined) return;
    const offerCopies = wantsCopies(first);
    const works = waiting
      .filter((work) => wantsCopies(work) === offerCopies)
      .slice(0, Math.min(room, MAX_FILES_PER_PRESIGN));
    for (const { id } of works) this.#waiting.delete(id);
    this.#asking = true;
    this.#ask(works, offerCopies).finally(() => {
      this.#asking = false;
      this.fill();
    });
  }

  async #ask(works: UploadWork[], offerCopies: boolean): Promise<void> {
    const { jobId, files } = this.#options;
    const { signal } = new AbortController(); // One cancelled file does not stop the others.
    let answers: PresignedFile[];
    try {
      answers = await withRetries(
        files.ports,
        signal,
        (fault) => {
          for (const work of works) files.delay(work, fault);
        },
        async () => requireNoTransient(await files.ports.api.presign(jobId, works.map(declarationOf), offerCopies)),
      );
    } catch (error) {
      for (const work of works) files.fail(work, error);
      return;
    }
    works.forEach((work, index) => {
      const answer = answers[index];
      if (answer !== undefined) this.#take(work, answer);
    });
  }

  #take(work: UploadWork, answer: PresignedFile): void {
    const { files, onTicket, onStored, onCopy } = this.#options;
    if (work.controller.signal.aborted) {
      if (answer.status === 'upload' || answer.status === 'uploaded') files.discard(answer.assetId);
      return;
    }
    switch (answer.status) {
      case 'upload':
      case 'uploaded':
        work.assetId = answer.assetId;
        files.manifest.recordAsset(work.source, answer.assetId);
        work.ticket = answer.status === 'upload' ? answer : null;
        files.state.apply({ type: 'presigned', id: work.id, assetId: answer.assetId });
        if (answer.status === 'upload') onTicket(work.id);
        else onStored(work.id);
        return;
      case 'known':
        work.copyOf = answer.assetId;
        if (work.batch.copies === 'ask') {
          files.state.apply({ type: 'asked', id: work.id, question: { kind: 'copy', jobTitle: answer.jobTitle } });
        } else if (work.batch.copies === 'copy') onCopy(work.id);
        else this.push(work.id); // Chosen otherwise since it was asked.
        return;
      case 'duplicate': {
        const eventOf = (id: string) => ({ type: 'duplicate', id, asset: answer.asset }) as const;
        files.end(work, eventOf(work.id), eventOf);
        return;
      }
      case 'refused': {
        const kind = faultKindOf(answer.error.code);
        files.fail(work, new UploadFault(kind === 'refused' ? 'refused' : 'failed', answer.error.message));
      }
    }
  }
}

function declarationOf({ file, contentType, sha256 }: UploadWork): UploadDeclaration {
  return { name: file.name, contentType, bytes: file.size, sha256: sha256 ?? '' };
}

/**
 * Storage may be away while it is asked for upload URLs. Declaring is idempotent, so the whole window is asked again.
 * @throws UploadFault transient
 */
function requireNoTransient(answers: PresignedFile[]): PresignedFile[] {
  for (const answer of answers) {
    if (answer.status !== 'refused' || faultKindOf(answer.error.code) !== 'transient') continue;
    throw new UploadFault('transient', answer.error.message);
  }
  return answers;
}
