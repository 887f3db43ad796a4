import { CircleAlert, CircleCheck, CircleX, Clock, Copy, type LucideIcon, ScanSearch, Upload } from 'lucide-react';
import type { UploadItem } from '@/lib/upload/upload-queue';

/** Where a file is, in words, and the icon whose shape says the same. */
export function describeUpload(item: UploadItem): { icon: LucideIcon; words: string } {
  switch (item.stage) {
    case 'waiting':
    case 'hashing':
    case 'presigning':
      return { icon: Clock, words: 'Waiting' };
    case 'uploading':
      return { icon: Upload, words: `Uploading ${uploadPercent(item)} %` };
    case 'verifying':
      return { icon: ScanSearch, words: 'Verifying' };
    case 'ready':
      return { icon: CircleCheck, words: 'Verified' };
    case 'duplicate':
      return { icon: Copy, words: 'Already in this job' };
    case 'refused':
      return { icon: CircleAlert, words: 'Refused' };
    case 'failed':
      return { icon: CircleAlert, words: 'Not uploaded' };
    case 'cancelled':
      return { icon: CircleX, words: 'Cancelled' };
  }
}

export function uploadPercent(item: UploadItem): number {
  return item.bytes === 0 ? 0 : Math.floor((item.sentBytes / item.bytes) * 100);
}
