import {
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Clock,
  Copy,
  CopyCheck,
  FileScan,
  ImageDown,
  type LucideIcon,
  ScanSearch,
  Upload,
} from 'lucide-react';
import type { UploadItem } from '@/lib/upload/upload-queue';

/** Where a file is, in words, and the icon whose shape says the same. */
export function describeUpload(item: UploadItem): { icon: LucideIcon; words: string } {
  switch (item.stage) {
    case 'waiting':
    case 'presigning':
      return { icon: Clock, words: 'Waiting' };
    case 'converting':
      return { icon: ImageDown, words: 'Converting' };
    case 'hashing':
      return { icon: FileScan, words: 'Reading' };
    case 'asking':
      return { icon: CircleQuestionMark, words: describeQuestion(item) };
    case 'copying':
      return { icon: Copy, words: 'Copying' };
    case 'uploading':
      return { icon: Upload, words: `Uploading ${uploadPercent(item)} %` };
    case 'verifying':
      return { icon: ScanSearch, words: 'Verifying' };
    case 'ready':
      return { icon: CircleCheck, words: 'Verified' };
    case 'duplicate':
      return { icon: CopyCheck, words: 'Already in this job' };
    case 'refused':
      return { icon: CircleAlert, words: 'Refused' };
    case 'failed':
      return { icon: CircleAlert, words: 'Not uploaded' };
    case 'cancelled':
      return { icon: CircleX, words: 'Cancelled' };
  }
}

function describeQuestion({ question }: UploadItem): string {
  return question?.kind === 'shrink' ? `Over ${question.limit}` : 'Already in another job';
}

export function uploadPercent(item: UploadItem): number {
  return item.bytes === 0 ? 0 : Math.floor((item.sentBytes / item.bytes) * 100);
}
