import type { Asset, Visibility } from '@/lib/schemas/asset';

/** What can be done with one tile. The same object for the life of the page. */
export type TileHandlers = {
  open(assetId: string): void;
  /** With shift: everything from the last one that was selected. */
  select(assetId: string, isRange: boolean): void;
  move(asset: Asset): void;
  setVisibility(asset: Asset, visibility: Visibility): void;
  copyLink(url: string): Promise<boolean>;
  /** Cancels what is under way, dismisses what was refused, trashes what is stored. */
  remove(key: string): void;
  retry(uploadId: string): void;
  /** Its name becomes an input. */
  rename(asset: Asset): void;
  /** @returns what is wrong, in words, or null once it is saved */
  saveName(asset: Asset, name: string): Promise<string | null>;
  download(asset: Asset): void;
  makeCover(asset: Asset): void;
  deleteForGood(asset: Asset): void;
  /** The rare actions, at the button that was pressed. */
  openMenu(asset: Asset, button: HTMLElement): void;
  refreshUrls(assetId: string): void;
  findFile(uploadId: string): File | null;
};
