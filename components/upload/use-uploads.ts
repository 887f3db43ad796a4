'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadLimits } from '@/lib/upload/upload-limits';
import { getUploadEngine } from '@/lib/upload/upload-sessions';
import { NO_UPLOADS, type UploadSnapshot } from '@/lib/upload/upload-state';

/** The job's upload engine (null while rendering on the server) and what it is doing. */
export function useUploads(
  jobId: string,
  limits: UploadLimits,
): { engine: UploadEngine | null; uploads: UploadSnapshot } {
  // The engine of a job never changes within a tab, and its limits only with a new deployment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: limits come as a new object with every render of the page
  const engine = useMemo(() => (typeof window === 'undefined' ? null : getUploadEngine(jobId, limits)), [jobId]);
  const subscribe = useCallback((listener: () => void) => engine?.subscribe(listener) ?? (() => {}), [engine]);
  const uploads = useSyncExternalStore(
    subscribe,
    () => engine?.getSnapshot() ?? NO_UPLOADS,
    () => NO_UPLOADS,
  );
  return { engine, uploads };
}
