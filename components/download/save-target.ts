/** Where an archive is written to while it is made. */
export type SaveTarget = {
  /** Null: the disk is the limit. */
  maxBytes: number | null;
  /** @throws the signal's reason when it is aborted; nothing is left behind then */
  save(archive: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): Promise<void>;
};

type SaveFilePicker = (options: {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}) => Promise<FileSystemFileHandle>;

/** Without a file to write to, the browser holds the whole archive until it is complete. */
const MAX_HELD_BYTES = 1024 ** 3;
const BLOB_BYTES = 16 * 1024 ** 2;

/**
 * Asks where to save, where the browser can write to a file while it is made (Chromium, on https or localhost);
 * elsewhere the archive is held and downloaded at the end. Call it right after the click.
 * @returns null when the person changed their mind
 */
export async function chooseSaveTarget(fileName: string): Promise<SaveTarget | null> {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: SaveFilePicker };
  if (showSaveFilePicker === undefined) return heldTarget(fileName);
  try {
    const handle = await showSaveFilePicker({
      suggestedName: fileName,
      types: [{ description: 'Zip archive', accept: { 'application/zip': ['.zip'] } }],
    });
    return fileTarget(await handle.createWritable());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    return heldTarget(fileName);
  }
}

const fileTarget = (file: FileSystemWritableFileStream): SaveTarget => ({
  maxBytes: null,
  // An abort throws away what was written: the file appears when it is closed.
  save: (archive, signal) => archive.pipeTo(file, { signal }),
});

const heldTarget = (fileName: string): SaveTarget => ({
  maxBytes: MAX_HELD_BYTES,
  async save(archive, signal) {
    const url = URL.createObjectURL(await collect(archive, signal));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    // The download has begun by then; the bytes stay until it has read them.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  },
});

/** In blobs, which browsers may keep on the disk, as soon as there is enough for one. */
async function collect(archive: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): Promise<Blob> {
  const blobs: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const flush = () => {
    blobs.push(new Blob(chunks));
    chunks = [];
    bytes = 0;
  };
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= BLOB_BYTES) flush();
    },
  });
  await archive.pipeTo(sink, { signal });
  flush();
  return new Blob(blobs, { type: 'application/zip' });
}
