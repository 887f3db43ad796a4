import { createBrowserPorts } from './browser-ports.ts';
import { warmUpHashing } from './hash-in-worker.ts';
import { UploadEngine } from './upload-engine.ts';
import type { UploadLimits } from './upload-limits.ts';
import { sumUploads } from './upload-totals.ts';
import { WakeLock } from './wake-lock.ts';

const engines = new Map<string, UploadEngine>();
let wakeLock: WakeLock | null = null;

/**
 * The one engine of a job in this tab. It lives outside of React, so uploads go on while its owner looks at another
 * page. While one is under way, leaving the site asks first; while one moves, the device stays awake.
 */
export function getUploadEngine(jobId: string, limits: UploadLimits): UploadEngine {
  const existing = engines.get(jobId);
  if (existing !== undefined) return existing;
  wakeLock ??= new WakeLock({ wakeLock: navigator.wakeLock, page: document });
  warmUpHashing();
  const engine = new UploadEngine({ jobId, limits, ports: createBrowserPorts() });
  engine.subscribe(guardUploads);
  engines.set(jobId, engine);
  return engine;
}

function guardUploads(): void {
  let underWayCount = 0;
  let movingCount = 0;
  for (const engine of engines.values()) {
    const { queue, paused } = engine.getSnapshot();
    const { activeCount, askingCount } = sumUploads(queue);
    underWayCount += activeCount;
    if (!paused) movingCount += activeCount - askingCount;
  }
  wakeLock?.setNeeded(movingCount > 0);
  // A listener that stays keeps browsers from holding the page for the way back.
  if (underWayCount > 0) window.addEventListener('beforeunload', askBeforeLeaving);
  else window.removeEventListener('beforeunload', askBeforeLeaving);
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
