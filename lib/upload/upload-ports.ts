import type { ImageConverter } from './image-converter.ts';
import type { ManifestStore } from './manifest-store.ts';
import type { PutRequest } from './put-file.ts';
import type { RetryPorts } from './retry.ts';
import type { PutAnswer } from './storage-answer.ts';
import type { UploadApi } from './upload-api.ts';

/** What an upload needs of the browser and the server; tests put their own in its place. */
export type UploadPorts = RetryPorts & {
  api: UploadApi;
  /** @throws UploadFault, AbortError */
  putFile(request: PutRequest): Promise<PutAnswer>;
  /** SHA-256 as lower-case hex. @throws when the file cannot be read. */
  hashFile(file: File): Promise<string>;
  /** What turns one image into another; loaded when the first one needs it. Null where the browser can't. */
  loadConverter: (() => Promise<ImageConverter>) | null;
  now(): number;
  /** Of the clock on the wall. */
  nowMs(): number;
  manifestStore: ManifestStore;
  createId(): string;
};
