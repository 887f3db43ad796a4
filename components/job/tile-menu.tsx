'use client';

import { Download, FileSymlink, FolderInput, Images, PencilLine, Trash2 } from 'lucide-react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { Asset } from '@/lib/schemas/asset';
import type { TileHandlers } from './tile-handlers';

/** The tile whose menu is open, and its button. */
export type OpenTileMenu = { asset: Asset; button: HTMLElement };

type TileMenuProps = { open: OpenTileMenu; handlers: TileHandlers; onClose: () => void };

/** The rare actions: one menu for all tiles, at the button that opened it. */
export function TileMenu({ open: { asset, button }, handlers, onClose }: TileMenuProps) {
  const { publicUrl } = asset;
  const { left, top, width, height } = button.getBoundingClientRect();
  return (
    <DropdownMenu open onOpenChange={(open) => open || onClose()}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden="true" className="pointer-events-none fixed" style={{ left, top, width, height }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="end"
        aria-label={`More for ${asset.name}`}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // A dialog that an item has opened keeps the focus.
          if (document.activeElement === document.body) button.focus();
        }}
      >
        <DropdownMenuItem onSelect={() => handlers.rename(asset)}>
          <PencilLine aria-hidden="true" />
          Rename
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => handlers.move(asset)}>
          <FolderInput aria-hidden="true" />
          Move to job…
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
