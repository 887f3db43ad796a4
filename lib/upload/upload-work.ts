import type { UploadTicket } from '../schemas/upload.ts';

const MAX_RESENDS = 3;

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
  resends: number;
};

export function startWork(id: string, file: File): UploadWork {
  return {
    id,
    source: file,
    file,
    controller: new AbortController(),
    contentType: '',
    sha256: null,
    ticket: null,
    assetId: null,
    resends: 0,
  };
}

/** The hash is made again, for the file may have changed; the asset stays known, so that it can be discarded. */
export function restartWork(work: UploadWork): void {
  Object.assign(work, { controller: new AbortController(), sha256: null, ticket: null, resends: 0 });
}

/** Counts one more sending of the same bytes; false when that is one too many. */
export function mayResend(work: UploadWork): boolean {
  work.ticket = null;
  work.resends += 1;
  return work.resends <= MAX_RESENDS;
}
