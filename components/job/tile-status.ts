import {
  Ban,
  CircleAlert,
  CloudOff,
  Globe,
  LoaderCircle,
  Lock,
  type LucideIcon,
  ScanSearch,
  Trash2,
  Undo2,
} from 'lucide-react';
import { describeUpload } from '@/components/upload/upload-stage';
import type { Asset, Visibility } from '@/lib/schemas/asset';
import { hasEnded, type UploadItem } from '@/lib/upload/upload-queue';

export type TileTone = 'neutral' | 'public' | 'danger';
export type TileStatus = {
  icon: LucideIcon;
  words: string;
  tone: TileTone;
  /** The icon turns: the server is at work. */
  busy: boolean;
};

/** The upload is what there is to say; otherwise the stored asset speaks for itself. */
export function isUploadShown(upload: UploadItem | null, asset: Asset | null): upload is UploadItem {
  if (upload === null) return false;
  if (asset === null) return true;
  if (asset.status === 'awaiting_upload') return upload.stage !== 'ready' && upload.stage !== 'duplicate';
  return !hasEnded(upload) || (upload.stage === 'refused' && asset.status === 'rejected');
}

/** `data-status` of a tile: the server's status, or how far the file is before the server has one. */
export function statusCodeOf(upload: UploadItem | null, asset: Asset | null): string {
  if (!isUploadShown(upload, asset)) return asset?.status ?? 'waiting';
  switch (upload.stage) {
    case 'waiting':
    case 'hashing':
    case 'presigning':
      return 'waiting';
    case 'refused':
      return 'rejected';
    default:
      return upload.stage;
  }
}

export function describeTile(
  upload: UploadItem | null,
  asset: Asset | null,
  pending: Visibility | undefined,
): TileStatus {
  if (isUploadShown(upload, asset)) {
    const { icon, words } = describeUpload(upload);
    const bad = upload.stage === 'refused' || upload.stage === 'failed';
    return { icon, words, tone: bad ? 'danger' : 'neutral', busy: false };
  }
  if (asset === null) return { icon: CloudOff, words: 'Waiting', tone: 'neutral', busy: false };
  if (pending === 'public' && asset.visibility !== 'public') return PUBLISHING;
  if (pending === 'private' && asset.visibility !== 'private') return TAKING_BACK;
  switch (asset.status) {
    case 'awaiting_upload':
      return { icon: CloudOff, words: 'Interrupted', tone: 'neutral', busy: false };
    case 'verifying':
      return { icon: ScanSearch, words: 'Verifying', tone: 'neutral', busy: false };
    case 'private':
      if (asset.takenDown !== null) return TAKEN_DOWN;
      return { icon: Lock, words: 'Private', tone: 'neutral', busy: false };
    case 'publishing':
      return PUBLISHING;
    case 'public':
      return { icon: Globe, words: 'Public', tone: 'public', busy: false };
    case 'unpublishing':
      return TAKING_BACK;
    case 'rejected':
      return { icon: CircleAlert, words: 'Refused', tone: 'danger', busy: false };
    case 'lost':
      return { icon: CircleAlert, words: 'Lost', tone: 'danger', busy: false };
    case 'deleting':
      return { icon: Trash2, words: 'Deleting', tone: 'neutral', busy: false };
  }
}

const PUBLISHING: TileStatus = { icon: LoaderCircle, words: 'Publishing', tone: 'neutral', busy: true };
const TAKEN_DOWN: TileStatus = { icon: Ban, words: 'Taken down', tone: 'neutral', busy: false };
const TAKING_BACK: TileStatus = { icon: Undo2, words: 'Taking back', tone: 'neutral', busy: false };

/** Why a tile shows no picture, or null. */
export function troubleOf(upload: UploadItem | null, asset: Asset | null): string | null {
  if (isUploadShown(upload, asset)) {
    return upload.stage === 'refused' || upload.stage === 'failed' ? upload.reason : null;
  }
  if (asset?.status === 'awaiting_upload') return 'The upload was interrupted. Drop the same file again to go on.';
  if (isRefused(asset)) {
    return asset?.rejection?.message ?? 'This file did not pass the check.';
  }
  return null;
}

/** There are no bytes behind it: it can be deleted, and nothing else. */
export const isRefused = (asset: Asset | null): boolean => asset?.status === 'rejected' || asset?.status === 'lost';

export const isSelectable = (asset: Asset | null): asset is Asset => isStored(asset) || isRefused(asset);

/** The id that a tile is selected by, or null; one that was refused in this tab has it before it has its asset. */
export function selectableIdOf({ upload, asset }: { upload: UploadItem | null; asset: Asset | null }): string | null {
  if (asset !== null) return isSelectable(asset) ? asset.id : null;
  return upload?.stage === 'refused' ? upload.assetId : null;
}

/** Verified and still there: it can be looked at, published, renamed. */
export function isStored(asset: Asset | null): asset is Asset {
  return asset !== null && !['awaiting_upload', 'verifying', 'rejected', 'lost', 'deleting'].includes(asset.status);
}
