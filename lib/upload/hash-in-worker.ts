import type { HashAnswer, HashRequest } from './hash.worker.ts';
import { sha256File } from './sha256-file.ts';

type Pending = { resolve(sha256: string): void; reject(error: Error): void };

let worker: Worker | null = null;
let lastId = 0;
const pending = new Map<number, Pending>();

/**
 * SHA-256 of a file, off the main thread. Where workers cannot start, on the main thread after all.
 *
 * @returns lower-case hex. @throws Error when the file cannot be read.
 */
export async function hashInWorker(file: Blob): Promise<string> {
  const running = findWorker();
  if (running === null) return sha256File(file);
  const id = ++lastId;
  return new Promise<string>((resolve, reject) => {
    pending.set(id, { resolve, reject });
    running.postMessage({ id, file } satisfies HashRequest);
  });
}

/** Starts the worker, so that the first file need not wait for its script. */
export function warmUpHashing(): void {
  findWorker();
}

let workersFail = false;

function findWorker(): Worker | null {
  if (worker !== null || workersFail) return worker;
  try {
    worker = new Worker(new URL('./hash.worker.ts', import.meta.url));
  } catch {
    workersFail = true;
    return null;
  }
  worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
    const waiting = pending.get(data.id);
    pending.delete(data.id);
    if ('sha256' in data) waiting?.resolve(data.sha256);
    else waiting?.reject(new Error(data.error));
  };
  worker.onerror = () => {
    // The script did not load or crashed: those who wait fail once, later files are hashed here.
    workersFail = true;
    worker?.terminate();
    worker = null;
    for (const waiting of pending.values()) waiting.reject(new Error('The hash worker stopped.'));
    pending.clear();
  };
  return worker;
}
