import { FakeUploadServer } from './fake-upload-server.ts';
import { MemoryManifestStore } from './manifest-store.ts';
import { sha256File } from './sha256-file.ts';
import { UploadEngine } from './upload-engine.ts';
import type { UploadLimits } from './upload-limits.ts';
import type { UploadPorts } from './upload-ports.ts';
import { hasEnded, type UploadItem } from './upload-queue.ts';

const LIMITS: UploadLimits = {
  allowedContentTypes: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  maxBytes: 1000,
  maxPixels: 50_000_000,
};
const SETTLED_WITHIN_MS = 20_000;
const POLL_MS = 5;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const JPEG = [0xff, 0xd8, 0xff, 0xe0];

/** A file whose first bytes are those of an image; always of the same age. */
export function image(name: string, content = name, magic = PNG): File {
  return new File([new Uint8Array(magic), content], name, { lastModified: 1_000 });
}

/** One page with an engine, for tests: on a server of its own, or on the one that an earlier visit left. */
export function startVisit(server = new FakeUploadServer(), ports: Partial<UploadPorts> = {}) {
  let lastId = 0;
  const engine = new UploadEngine({
    jobId: 'job',
    limits: LIMITS,
    ports: {
      api: server,
      putFile: server.putFile,
      hashFile: sha256File,
      loadConverter: null,
      now: () => Date.now(),
      nowMs: () => Date.now(),
      manifestStore: new MemoryManifestStore(),
      createId: () => `item-${++lastId}`,
      random: () => 0.5,
      sleep: (_ms, signal) =>
        new Promise((resolve, reject) => {
          const timer = setTimeout(resolve, 1);
          signal.addEventListener('abort', () => {
            clearTimeout(timer);
            reject(signal.reason);
          });
        }),
      whenOnline: async () => {},
      ...ports,
    },
  });
  const items = () => [...engine.getSnapshot().queue.items.values()];
  const settled = async () => {
    const deadlineMs = Date.now() + SETTLED_WITHIN_MS;
    while (!items().every(hasEnded)) {
      if (Date.now() > deadlineMs) throw new Error(`Not settled: ${items().map(({ stage }) => stage)}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  const byName = (name: string): UploadItem => {
    const item = items().find((other) => other.name === name);
    if (item === undefined) throw new Error(`No item ${name}`);
    return item;
  };
  return { server, engine, items, settled, byName };
}
