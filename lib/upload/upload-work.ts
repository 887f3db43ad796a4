import type { UploadTicket } from '../schemas/upload.ts';

const MAX_RESENDS = 3;

/** What was chosen for the files of one drop. */
export type UploadBatch = {
  copies: 'ask' | 'copy' | 'upload';
  shrink: 'ask' | 'shrink' | 'refuse';
};

/** An answer to a question about many files. */
export type UploadChoice =
  | { kind: 'copy'; copies: 'copy' | 'upload' }
  | { kind: 'shrink'; shrink: 'shrink' | 'refuse' };

export const startBatch = (): UploadBatch => ({ copies: 'ask', shrink: 'ask' });

/** What the steps of an upload learn of one file; what people see of it is in the queue. */
export type UploadWork = {
  readonly id: string;
  /** As it was dropped. */
  readonly source: File;
  /** What is sent. */
  file: File;
  controller: AbortController;
  contentType: string;
  sha256: string | null;
  ticket: UploadTicket | null;
  assetId: string | null;
  readonly batch: UploadBatch;
  /** The asset of another job that has the same bytes. */
  copyOf: string | null;
  /** What is said of it when it can't be converted, or is not to be. */
  refusal: string;
  /** Its bytes are sent, whatever other jobs have. */
  offerCopies: boolean;
  resends: number;
};

export function startWork(id: string, file: File, batch: UploadBatch): UploadWork {
  return {
    id,
    source: file,
    file,
    controller: new AbortController(),
    contentType: '',
    sha256: null,
    ticket: null,
    assetId: null,
    batch,
    copyOf: null,
    refusal: '',
    offerCopies: true,
    resends: 0,
  };
}

/** Whether the server is to tell what it could copy instead. */
export function wantsCopies({ offerCopies, batch }: UploadWork): boolean {
  return offerCopies && batch.copies !== 'upload';
}

/** The hash is made again, for the file may have changed; the asset stays known, so that it can be discarded. */
export function restartWork(work: UploadWork): void {
  Object.assign(work, { controller: new AbortController(), sha256: null, ticket: null, copyOf: null, resends: 0 });
}

/** Counts one more sending of the same bytes; false when that is one too many. */
export function mayResend(work: UploadWork): boolean {
  work.ticket = null;
  work.resends += 1;
  return work.resends <= MAX_RESENDS;
}
