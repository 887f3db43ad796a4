/** A file to put into an archive. */
export type ArchiveFile = {
  id: string;
  name: string;
  /** Null where it is not known beforehand. */
  bytes: number | null;
  url: string | null;
  createdAt: string;
};

export type ArchivePorts = {
  fetch(url: string, init: { signal: AbortSignal; cache: RequestCache }): Promise<Response>;
  /** A fresh address of the file; null when it is not there any more. */
  renew(file: ArchiveFile): Promise<string | null>;
  sleep(ms: number): Promise<void>;
};

const PAUSES_MS = [500, 2000, 5000];

/**
 * All bytes of a file: half of one would spoil the archive that it is written into. What fails is tried again, under a
 * fresh address, because the old one may have expired meanwhile.
 * @throws Error with words for the person once it is given up; the signal's reason when it is aborted
 */
export async function fetchWhole(
  file: ArchiveFile,
  ports: ArchivePorts,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  let url = file.url;
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      url ??= await ports.renew(file);
      if (url === null) throw new GoneError('It is not there any more.');
      return await fetchOnce(url, file.bytes, ports, signal);
    } catch (error) {
      signal.throwIfAborted();
      const pauseMs = PAUSES_MS[attempt];
      if (error instanceof GoneError || pauseMs === undefined) throw error;
      await ports.sleep(pauseMs);
      url = null;
    }
  }
}

class GoneError extends Error {}

async function fetchOnce(
  url: string,
  expectedBytes: number | null,
  { fetch }: ArchivePorts,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  // Not into the browser's cache as well: an archive may be larger than that.
  const response = await fetch(url, { signal, cache: 'no-store' }).catch(() => {
    throw new Error('The connection broke off.');
  });
  if (!response.ok) throw new Error(`Storage answered with status ${response.status}.`);
  const body = await response.arrayBuffer().catch(() => {
    throw new Error('The connection broke off.');
  });
  if (expectedBytes !== null && body.byteLength !== expectedBytes) {
    throw new Error(`Only ${body.byteLength} of ${expectedBytes} bytes arrived.`);
  }
  return new Uint8Array(body);
}
