import type { GalleryTile } from './gallery-state.ts';
import type { JobViewParams } from './job-view-params.ts';

/**
 * The server's list is narrowed by the server; what was refused or failed in this tab, and is in no list, is narrowed here.
 * What is on its way stays in sight.
 */
export function isTileOfView({ upload }: Pick<GalleryTile, 'upload'>, { show, search }: JobViewParams): boolean {
  if (upload === null || (upload.stage !== 'refused' && upload.stage !== 'failed')) return true;
  const isShown = show === 'all' || (show === 'refused' && upload.stage === 'refused');
  return isShown && upload.name.toLowerCase().includes(search.trim().toLowerCase());
}
