'use client';

import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import type { JobPageActions } from './job-actions';
import { shortName } from './short-name';
import { describeEdge, describeTakeBack } from './take-back-words';
import { isInFlight, type WatchAsset } from './use-asset-watch';

type VisibilityOptions = {
  setVisibility: JobPageActions['setVisibility'];
  onChange: (assets: Asset[]) => void;
  watch: WatchAsset;
};

/**
 * Publishes and takes back. One request at a time for each asset; a second click while one runs is sent after it, so the
 * last intent wins. What the switch shows stays the server's word.
 *
 * @returns what was asked for and not yet answered, and the setter.
 */
export function useVisibility({ setVisibility, onChange, watch }: VisibilityOptions) {
  const [pending, setPending] = useState<ReadonlyMap<string, Visibility>>(new Map());
  const wanted = useRef(new Map<string, Visibility>());
  const running = useRef(new Set<string>());

  const mark = (assetId: string, visibility: Visibility | null) => {
    if (visibility === null) wanted.current.delete(assetId);
    else wanted.current.set(assetId, visibility);
    setPending(new Map(wanted.current));
  };

  const finish = (asset: Asset, visibility: Visibility) => {
    if (running.current.has(asset.id) || wanted.current.has(asset.id)) return; // A later intent is under way.
    if (asset.visibility !== visibility) {
      const verb = visibility === 'public' ? 'published' : 'taken back';
      toast.error(`${shortName(asset.name)} was not ${verb}`, {
        description: 'It is as it was before. Try again in a moment.',
      });
    } else if (visibility === 'private' && asset.takeBack !== null) {
      toast.success(describeTakeBack(asset.takeBack), { description: describeEdge(asset.takeBack) ?? undefined });
    }
  };

  const set = async (asset: Asset, visibility: Visibility): Promise<void> => {
    mark(asset.id, visibility);
    if (running.current.has(asset.id)) return;
    running.current.add(asset.id);
    for (;;) {
      const sent = wanted.current.get(asset.id) ?? visibility;
      const result = await settle(setVisibility({ assetId: asset.id, visibility: sent }));
      if (result.ok && wanted.current.get(asset.id) !== sent) continue;
      running.current.delete(asset.id);
      mark(asset.id, null);
      if (!result.ok) {
        const verb = sent === 'public' ? 'published' : 'taken back';
        toast.error(`${shortName(asset.name)} was not ${verb}`, { description: result.error.message });
        watch(asset);
        return;
      }
      onChange([result.data]);
      if (isInFlight(result.data)) watch(result.data, (settled) => finish(settled, sent));
      else {
        finish(result.data, sent);
        if (result.data.takeBack?.edge === 'unchecked') watch(result.data);
      }
      return;
    }
  };

  return { pending, setVisibility: set };
}
