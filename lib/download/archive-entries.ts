import { createArchiveNames } from './archive-names.ts';
import { type ArchiveFile, type ArchivePorts, fetchWhole } from './fetch-whole.ts';
import { readAhead } from './read-ahead.ts';

/** Whole files wait in memory for their turn: no more of them than keeps the line busy. */
const FILES_AHEAD = 2;

export type ArchiveEntry = { name: string; lastModified: Date; input: Uint8Array<ArrayBuffer> };
export type ArchiveFailure = { name: string; reason: string };
export type ArchiveProgress = {
  /** Files in the archive so far. */
  readonly done: number;
  readonly bytes: number;
  readonly failed: readonly ArchiveFailure[];
};

export type ArchiveOptions = { signal: AbortSignal; onProgress: (progress: ArchiveProgress) => void };

/** In the archive only when something is missing from it, so that whoever gets it knows. */
export const MISSING_LIST_NAME = 'Not in this archive.txt';

/**
 * The entries of an archive, in the order of its files, one at a time. A file that cannot be read is left out and told;
 * the others go on. @throws the signal's reason, and whatever listing the files throws
 */
export async function* archiveEntries(
  files: AsyncIterable<ArchiveFile>,
  ports: ArchivePorts,
  { signal, onProgress }: ArchiveOptions,
): AsyncGenerator<ArchiveEntry> {
  const nameOf = createArchiveNames();
  let progress: ArchiveProgress = { done: 0, bytes: 0, failed: [] };
  const report = (next: ArchiveProgress) => {
    progress = next;
    onProgress(next);
  };

  const read = async (file: ArchiveFile) => {
    try {
      return { file, input: await fetchWhole(file, ports, signal) };
    } catch (error) {
      signal.throwIfAborted();
      return { file, reason: error instanceof Error ? error.message : String(error) };
    }
  };
  for await (const answer of readAhead(files, FILES_AHEAD, read)) {
    signal.throwIfAborted();
    const { file } = answer;
    if (answer.input === undefined) {
      report({ ...progress, failed: [...progress.failed, { name: file.name, reason: answer.reason }] });
      continue;
    }
    yield { name: nameOf(file.name), lastModified: new Date(file.createdAt), input: answer.input };
    report({ ...progress, done: progress.done + 1, bytes: progress.bytes + answer.input.byteLength });
  }
  if (progress.failed.length > 0) {
    const lines = progress.failed.map(({ name, reason }) => `${name}: ${reason}\r\n`);
    const input = new TextEncoder().encode(lines.join(''));
    yield { name: nameOf(MISSING_LIST_NAME), lastModified: new Date(), input };
  }
}
