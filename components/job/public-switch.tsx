'use client';

import { cn } from '@/components/ui/cn';
import { Switch } from '@/components/ui/switch';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import { describeTakeDown } from './take-down-words';
import { isStored } from './tile-status';

type PublicSwitchProps = {
  asset: Asset | null;
  pending: Visibility | undefined;
  onChange: (asset: Asset, visibility: Visibility) => void;
  tabIndex?: number;
  className?: string;
};

/**
 * On exactly while the server says "public". A click that the server has not answered yet leaves the thumb halfway; a
 * second click turns the intent round.
 */
export function PublicSwitch({ asset, pending, onChange, tabIndex, className }: PublicSwitchProps) {
  const isPublic = asset?.visibility === 'public';
  const wanted = pending ?? asset?.wantedVisibility ?? 'private';
  const waiting = isStored(asset) && wanted !== asset.visibility;
  const refusal = !isPublic && isStored(asset) && asset.takenDown !== null ? describeTakeDown(asset.takenDown) : null;
  return (
    <Switch
      tone="public"
      aria-label="Public"
      aria-busy={waiting || undefined}
      checked={isPublic}
      disabled={!isStored(asset)}
      // Not `disabled`: the hint must be reachable by pointer and keyboard.
      aria-disabled={refusal !== null || undefined}
      data-tooltip={refusal ?? undefined}
      onCheckedChange={() => {
        if (isStored(asset) && refusal === null) onChange(asset, wanted === 'public' ? 'private' : 'public');
      }}
      tabIndex={tabIndex}
      className={cn(className, waiting && 'animate-pulse before:translate-x-2!')}
    />
  );
}
