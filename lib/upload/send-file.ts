import type { UploadTicket } from '../schemas/upload.ts';
import { readStorageAnswer } from './storage-answer.ts';
import { UploadFault } from './upload-fault.ts';
import type { UploadFiles } from './upload-files.ts';
import { mayResend, type UploadWork } from './upload-work.ts';

/**
 * Brings the bytes of one file to the storage, with a fresh upload URL where the old one has expired. Done as well when
 * the storage turns out to have them.
 *
 * @throws UploadFault `expired` when the asset itself has, AbortError when cancelled.
 */
export async function sendFile(files: UploadFiles, work: UploadWork): Promise<void> {
  const { signal } = work.controller;
  await files.retrying(work, async () => {
    work.ticket ??= await renewTicket(files, work);
    if (work.ticket !== null) await put(files, work, work.ticket);
  });
  signal.throwIfAborted();
}

async function put({ ports, state }: UploadFiles, work: UploadWork, ticket: UploadTicket): Promise<void> {
  const { id, file } = work;
  let sentBytes = 0;
  state.apply({ type: 'sending', id });
  try {
    const answer = await ports.putFile({
      url: ticket.uploadUrl,
      headers: ticket.headers,
      file,
      signal: work.controller.signal,
      onProgress: (bytes) => {
        state.recordSent(bytes - sentBytes);
        sentBytes = bytes;
        state.apply({ type: 'progress', id, sentBytes: bytes });
      },
    });
    readStorageAnswer(answer, file.name);
  } catch (error) {
    if (!(error instanceof UploadFault)) throw error;
    // The bytes may have arrived all the same: whoever signs the next address knows, and then none are sent again.
    if (error.kind === 'transient') work.ticket = null;
    if (error.kind !== 'expired') throw error;
    throw new UploadFault(mayResend(work) ? 'transient' : 'failed', error.message);
  }
}

/** Null when the server says that it has the bytes after all. */
async function renewTicket({ ports }: UploadFiles, work: UploadWork): Promise<UploadTicket | null> {
  if (work.assetId === null) throw new UploadFault('failed', 'The upload has to start again.');
  const answer = await ports.api.renewUploadUrl(work.assetId, work.controller.signal).catch((error) => {
    // It is past waiting for bytes; completing it says how it came out.
    if (error instanceof UploadFault && error.code === 'conflict') return null;
    throw error;
  });
  if (answer === null) return null;
  if (answer.status === 'upload') return answer;
  if (answer.status === 'refused') throw new UploadFault('failed', answer.error.message);
  return null;
}
