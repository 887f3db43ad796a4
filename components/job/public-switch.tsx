'use client';

import { cn } from '@/components/ui/cn';
import { Switch } from '@/components/ui/switch';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import { isStored } from './tile-status';

type PublicSwitchProps = {
  asset: Asset | null;
  pending: Visibility | undefined;
  onChange: (asset: Asset, visibility: Visibility) => void;
};

/**
 * On exactly while the server says "public". A click that the server has not answered yet leaves the thumb halfway; a
 * second click turns the intent round.
 */
export function PublicSwitch({ asset, pending, onChange }: PublicSwitchProps) {
  const isPublic = asset?.visibility === 'public';
  const wanted = pending ?? asset?.wantedVisibility ?? 'private';
  const waiting = isStored(asset) && wanted !== asset.visibility;
  return (
    <Switch
      tone="public"
      aria-label="Public"
      aria-busy={waiting || undefined}
      checked={isPublic}
      disabled={!isStored(asset)}
      onCheckedChange={() => {
        if (isStored(asset)) onChange(asset, wanted === 'public' ? 'private' : 'public');
      }}
      className={cn(waiting && 'animate-pulse *:translate-x-2!')}
    />
  );
}
