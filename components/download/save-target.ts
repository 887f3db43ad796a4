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
    const blob = await new Response(archive).blob();
    signal.throwIfAborted();
    const url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    // The download has begun by then; the bytes stay until it has read them.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  },
});
