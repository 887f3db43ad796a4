import { type ArchiveOptions, archiveEntries } from './archive-entries.ts';
import type { ArchiveFile, ArchivePorts } from './fetch-whole.ts';

/** A zip archive of the files, written while it is read. The writer is loaded when the first archive is made. */
export async function makeArchive(
  files: AsyncIterable<ArchiveFile>,
  ports: ArchivePorts,
  options: ArchiveOptions,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { makeZip } = await import('client-zip');
  return makeZip(archiveEntries(files, ports, options)) as ReadableStream<Uint8Array<ArrayBuffer>>;
}
