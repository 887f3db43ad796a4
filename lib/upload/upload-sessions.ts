import { createBrowserPorts } from './browser-ports.ts';
import { warmUpHashing } from './hash-in-worker.ts';
import { UploadEngine } from './upload-engine.ts';
import type { UploadLimits } from './upload-limits.ts';
import { hasEnded } from './upload-queue.ts';

const engines = new Map<string, UploadEngine>();

/**
 * The one engine of a job in this tab. It lives outside of React, so uploads go on while its owner looks at another
 * page; leaving the site while one is under way asks first.
 */
export function getUploadEngine(jobId: string, limits: UploadLimits): UploadEngine {
  const existing = engines.get(jobId);
  if (existing !== undefined) return existing;
  if (engines.size === 0) window.addEventListener('beforeunload', warnWhileUploading);
  warmUpHashing();
  const engine = new UploadEngine({ jobId, limits, ports: createBrowserPorts() });
  engines.set(jobId, engine);
  return engine;
}

function warnWhileUploading(event: BeforeUnloadEvent): void {
  for (const engine of engines.values()) {
    for (const item of engine.getSnapshot().queue.items.values()) {
      if (!hasEnded(item)) {
        event.preventDefault();
        return;
      }
    }
  }
}
