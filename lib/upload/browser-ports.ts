import { hashInWorker } from './hash-in-worker.ts';
import type { ImageConverter } from './image-converter.ts';
import { IndexedDbManifestStore } from './indexed-db-manifest.ts';
import { putFile } from './put-file.ts';
import { createUploadApi } from './upload-api.ts';
import type { UploadPorts } from './upload-ports.ts';

/** The engine's ports in a browser tab. */
export function createBrowserPorts(): UploadPorts {
  return {
    api: createUploadApi((path, init) => fetch(path, init)),
    putFile,
    hashFile: hashInWorker,
    loadConverter: canConvert() ? loadConverter : null,
    now: () => performance.now(),
    nowMs: () => Date.now(),
    manifestStore: new IndexedDbManifestStore(),
    createId,
    random: Math.random,
    sleep,
    whenOnline,
  };
}

const canConvert = () => typeof OffscreenCanvas !== 'undefined' && typeof createImageBitmap === 'function';

/** A chunk of its own: nobody waits for it who has nothing to convert. */
async function loadConverter(): Promise<ImageConverter> {
  const { convertInWorker } = await import('./convert-in-worker.ts');
  return convertInWorker;
}

let lastId = 0;

/** Unique within the tab; crypto.randomUUID does not exist on plain http. */
function createId(): string {
  lastId += 1;
  return `upload-${lastId}`;
}

export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

function whenOnline(signal: AbortSignal): Promise<void> {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    window.addEventListener('online', () => settle(resolve), { signal: stop.signal });
    signal.addEventListener('abort', () => settle(() => reject(signal.reason)), { signal: stop.signal });
    function settle(finish: () => void) {
      stop.abort();
      finish();
    }
  });
}
