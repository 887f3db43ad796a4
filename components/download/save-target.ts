import { hasScratchFiles, withScratchFile } from '@/lib/download/scratch-file';

/** Where an archive is written to while it is made. */
export type SaveTarget = {
  /** Null: the disk is the limit. */
  maxBytes: number | null;
  /**
   * @param controller stops the making too; aborted when there is nobody any more to save it for
   * @throws its reason when it is aborted; nothing is left behind then
   */
  save(archive: ReadableStream<Uint8Array<ArrayBuffer>>, controller: AbortController): Promise<void>;
};

type SaveFilePicker = (options: {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}) => Promise<FileSystemFileHandle>;

/** Nothing tells when the browser has copied a download; a click may also be followed by a question where to save it. */
const SCRATCH_KEPT_MS = 10 * 60_000;
const BLOB_KEPT_MS = 60_000;
/** Without a file to write to, the browser holds the whole archive until it is complete. */
const MAX_HELD_BYTES = 1024 ** 3;
const BLOB_BYTES = 16 * 1024 ** 2;

/**
 * Asks where to save, where the browser can write to a file while it is made (Chromium, on https or localhost);
 * elsewhere the archive is downloaded once it is complete. Call it right after the click.
 * @returns null when the person changed their mind
 */
export async function chooseSaveTarget(fileName: string): Promise<SaveTarget | null> {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: SaveFilePicker };
  if (showSaveFilePicker === undefined) return downloadTarget(fileName);
  try {
    const handle = await showSaveFilePicker({
      suggestedName: fileName,
      types: [{ description: 'Zip archive', accept: { 'application/zip': ['.zip'] } }],
    });
    return fileTarget(await handle.createWritable());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    return downloadTarget(fileName);
  }
}

const downloadTarget = async (fileName: string): Promise<SaveTarget> =>
  (await hasScratchFiles()) ? scratchTarget(fileName) : heldTarget(fileName);

const fileTarget = (file: FileSystemWritableFileStream): SaveTarget => ({
  maxBytes: null,
  // An abort throws away what was written: the file appears when it is closed.
  save: (archive, { signal }) => archive.pipeTo(file, { signal }),
});

const scratchTarget = (fileName: string): SaveTarget => ({
  maxBytes: null,
  save: (archive, controller) =>
    new Promise((resolve, reject) => {
      const saving = withScratchFile(async (file, signedOut) => {
        signedOut.addEventListener('abort', () => controller.abort(), { once: true });
        await archive.pipeTo(await file.createWritable(), { signal: controller.signal });
        const url = download(await file.getFile(), fileName);
        resolve();
        await passed(SCRATCH_KEPT_MS, signedOut);
        URL.revokeObjectURL(url);
      });
      saving.catch(reject);
    }),
});

const heldTarget = (fileName: string): SaveTarget => ({
  maxBytes: MAX_HELD_BYTES,
  async save(archive, { signal }) {
    const url = download(await collect(archive, signal), fileName);
    setTimeout(() => URL.revokeObjectURL(url), BLOB_KEPT_MS);
  },
});

/** @returns the address that it is downloaded from, to be revoked once that has surely begun */
function download(archive: Blob, fileName: string): string {
  const url = URL.createObjectURL(archive);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  return url;
}

/** Sooner when the signal is aborted. */
const passed = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    setTimeout(resolve, ms);
    signal.addEventListener('abort', () => resolve(), { once: true });
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
