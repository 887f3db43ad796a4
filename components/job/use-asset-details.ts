'use client';

import { useEffect, useState } from 'react';
import type { Asset } from '@/lib/schemas/asset';
import type { AssetDetails } from '@/lib/schemas/asset-details';
import type { ActionResult } from '@/lib/schemas/error';
import { jobApi } from './job-api';

type Loaded = { assetId: string; result: ActionResult<AssetDetails> };

/** What is known of an image beyond the list; asked for again whenever the list tells of a change. Null until it is here. */
export function useAssetDetails(asset: Asset): { result: ActionResult<AssetDetails> | null; reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { id, name, status, takeBack } = asset;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them says that there is something new to read
  useEffect(() => {
    let current = true;
    void jobApi.getAssetDetails(id).then((result) => {
      if (current) setLoaded({ assetId: id, result });
    });
    return () => {
      current = false;
    };
  }, [id, name, status, takeBack?.edge, attempt]);

  return {
    result: loaded?.assetId === id ? loaded.result : null,
    reload: () => setAttempt((count) => count + 1),
  };
}
