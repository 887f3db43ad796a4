import { createBucketHandlers } from './bucket-handlers.ts';
import { createReadHandlers } from './read-handlers.ts';
import type { StorageParts } from './storage-parts.ts';
import { createWriteHandlers } from './write-handlers.ts';

export type Handlers = ReturnType<typeof createHandlers>;

/** One function per call of storage-js; routes.ts says which request reaches which. */
export function createHandlers(parts: StorageParts) {
  return { ...createBucketHandlers(parts), ...createReadHandlers(parts), ...createWriteHandlers(parts) };
}
