'use client';

import { Download, Ellipsis, FileSymlink, Images, PencilLine, Trash2 } from 'lucide-react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { Asset } from '@/lib/schemas/asset';
import type { TileHandlers } from './tile-handlers';

/** The rare actions. */
export function TileMenu({ asset, handlers, className }: { asset: Asset; handlers: TileHandlers; className?: string }) {
  const { publicUrl } = asset;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label="More" tooltip={false} size="sm" className={className}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => handlers.rename(asset)}>
          <PencilLine aria-hidden="true" />
          Rename
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => handlers.download(asset)}>
          <Download aria-hidden="true" />
          Download original
        </DropdownMenuItem>
        <DropdownMenuItem
          disabled={publicUrl === null}
          onSelect={() => publicUrl !== null && void handlers.copyLink(publicUrl)}
        >
          <FileSymlink aria-hidden="true" />
          Copy file link
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => handlers.makeCover(asset)}>
          <Images aria-hidden="true" />
          Make cover
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => handlers.deleteForGood(asset)}>
          <Trash2 aria-hidden="true" />
          Delete for good
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
