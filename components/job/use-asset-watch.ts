'use client';

import { useEffect, useState } from 'react';
import type { Asset } from '@/lib/schemas/asset';
import { AssetPoller } from '@/lib/upload/asset-poller';
import { jobApi } from './job-api';

const IN_FLIGHT: ReadonlySet<Asset['status']> = new Set(['verifying', 'publishing', 'unpublishing', 'deleting']);
const MAX_PROOF_POLLS = 6;

export function isInFlight(asset: Asset): boolean {
  return IN_FLIGHT.has(asset.status);
}

export type WatchAsset = (asset: Asset, onSettled?: (asset: Asset) => void) => void;

/** Polls assets that the server is still working on, and for a little while the proof that a file is gone. */
export function useAssetWatch(onChange: (assets: Asset[]) => void, onGone: (assetId: string) => void): WatchAsset {
  const [watcher] = useState(() => createWatcher());
  useEffect(() => {
    watcher.onChange = onChange;
    watcher.onGone = onGone;
  });
  useEffect(() => () => watcher.stopAll(), [watcher]);
  return watcher.watch;
}

function createWatcher() {
  const poller = new AssetPoller({
    getAssets: jobApi.getAssets,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const stops = new Map<string, () => void>();
  const watcher = {
    onChange: (_assets: Asset[]) => {},
    onGone: (_assetId: string) => {},
    watch(asset: Asset, onSettled?: (asset: Asset) => void) {
      stops.get(asset.id)?.();
      let settled = false;
      let proofPolls = 0;
      const stop = poller.watch(asset.id, (latest) => {
        if (latest === null) {
          watcher.onGone(asset.id);
          return true;
        }
        watcher.onChange([latest]);
        if (isInFlight(latest)) return false;
        if (!settled) onSettled?.(latest);
        settled = true;
        proofPolls += 1;
        return latest.takeBack?.edge !== 'unchecked' || proofPolls > MAX_PROOF_POLLS;
      });
      stops.set(asset.id, stop);
    },
    stopAll() {
      for (const stop of stops.values()) stop();
      stops.clear();
    },
  };
  return watcher;
}
