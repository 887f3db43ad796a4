'use client';

import { Download, Info } from 'lucide-react';
import { lightboxFoot } from '@/components/ui/foot';
import { IconButton } from '@/components/ui/icon-button';
import { formatBytes } from '@/lib/format-bytes';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import { CopyLinkButton } from './copy-link-button';
import { PublicSwitch } from './public-switch';
import { describeEdge, describeTakeBack } from './take-back-words';
import { describeTakeDown } from './take-down-words';
import type { TileHandlers } from './tile-handlers';
import { describeTile } from './tile-status';
import { TileStatusLine } from './tile-status-line';

type LightboxFooterProps = {
  asset: Asset;
  pending: Visibility | undefined;
  handlers: TileHandlers;
  /** Of the panel with everything that is known. */
  details: { id: string; shown: boolean; toggle: () => void };
};

/** What is known of the image, and what can be done with it. */
export function LightboxFooter({ asset, pending, handlers, details }: LightboxFooterProps) {
  const facts = [
    asset.width !== null && asset.height !== null ? `${asset.width} × ${asset.height}` : null,
    formatBytes(asset.bytes),
    asset.frames !== null && asset.frames > 1 ? `${asset.frames} frames` : null,
  ].filter((fact) => fact !== null);
  return (
    <div
      ref={lightboxFoot}
      className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-2 px-3 py-3 sm:px-4"
    >
      <div className="min-w-0">
        <p className="text-sm tabular-nums">{facts.join(' · ')}</p>
        {asset.takenDown !== null ? (
          <p className="max-w-[70ch] break-words text-sm">{describeTakeDown(asset.takenDown)}</p>
        ) : null}
        {asset.takeBack !== null && asset.visibility === 'private' ? (
          <p className="text-muted text-sm tabular-nums">
            {describeTakeBack(asset.takeBack)} {describeEdge(asset.takeBack)}
          </p>
        ) : null}
      </div>
      <div className="flex items-center gap-1.5 max-sm:w-full">
        <TileStatusLine status={describeTile(null, asset, pending)} className="mr-1 flex-none text-sm max-sm:flex-1" />
        <PublicSwitch asset={asset} pending={pending} onChange={handlers.setVisibility} />
        <CopyLinkButton url={asset.pageUrl} copy={handlers.copyLink} className="ml-1" />
        <IconButton label="Download original" size="sm" onClick={() => handlers.download(asset)}>
          <Download aria-hidden="true" />
        </IconButton>
        <IconButton
          label="Details"
          size="sm"
          aria-expanded={details.shown}
          aria-controls={details.shown ? details.id : undefined}
          onClick={details.toggle}
          className="aria-expanded:bg-sunken aria-expanded:text-text"
        >
          <Info aria-hidden="true" />
        </IconButton>
      </div>
    </div>
  );
}
