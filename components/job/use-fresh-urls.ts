'use client';

import { useRef } from 'react';
import type { Asset } from '@/lib/schemas/asset';
import { MAX_IDS_PER_POLL } from '@/lib/upload/asset-poller';
import { jobApi } from './job-api';

const GATHER_MS = 60;
const PATIENCE_MS = 60_000;

/** Asks for fresh signed URLs of pictures that failed to load: in one request, and at most once a minute for each. */
export function useFreshUrls(onChange: (assets: Asset[]) => void): (assetId: string) => void {
  const asked = useRef(new Map<string, number>());
  const gathered = useRef(new Set<string>());
  return (assetId) => {
    const now = Date.now();
    if (now - (asked.current.get(assetId) ?? 0) < PATIENCE_MS) return;
    asked.current.set(assetId, now);
    gathered.current.add(assetId);
    if (gathered.current.size > 1) return;
    setTimeout(async () => {
      const ids = [...gathered.current];
      gathered.current.clear();
      for (let from = 0; from < ids.length; from += MAX_IDS_PER_POLL) {
        await jobApi.getAssets(ids.slice(from, from + MAX_IDS_PER_POLL)).then(onChange, () => {}); // The pictures stay on their thumbhash.
      }
    }, GATHER_MS);
  };
}
