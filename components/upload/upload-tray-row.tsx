'use client';

import { RotateCw, X } from 'lucide-react';
import { memo } from 'react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { MiddleTruncate } from '@/components/ui/middle-truncate';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import { hasEnded, type UploadItem } from '@/lib/upload/upload-queue';
import { describeUpload, uploadPercent } from './upload-stage';

/** Not a list item: each file is one in the gallery, and in one list only. */
export const UploadTrayRow = memo(function UploadTrayRow({ item, engine }: { item: UploadItem; engine: UploadEngine }) {
  const { icon: Icon, words } = describeUpload(item);
  const bad = item.stage === 'refused' || item.stage === 'failed';
  return (
    <div className="flex items-center gap-2.5 py-1.5 pr-1.5 pl-4">
      <Icon
        aria-hidden="true"
        className={cn('size-4 shrink-0 text-muted', bad && 'text-danger', item.stage === 'ready' && 'text-accent')}
      />
      <div className="min-w-0 flex-1 last:pr-2.5">
        <MiddleTruncate text={item.name} className="text-sm" />
        {item.stage === 'uploading' ? (
          <svg
            aria-hidden="true"
            viewBox="0 0 100 1"
            preserveAspectRatio="none"
            className="my-1 h-1 w-full rounded-full"
          >
            <rect width="100" height="1" className="fill-hairline" />
            <rect width={uploadPercent(item)} height="1" className="fill-accent" />
          </svg>
        ) : null}
        <p className={cn('break-words text-muted text-xs tabular-nums', bad && 'text-danger')}>
          {item.reason ?? words}
        </p>
      </div>
      {item.retryable ? (
        <IconButton label={`Retry ${item.name}`} tooltip="Retry" size="sm" onClick={() => engine.retry(item.id)}>
          <RotateCw aria-hidden="true" />
        </IconButton>
      ) : null}
      {hasEnded(item) ? null : (
        <IconButton label={`Cancel ${item.name}`} tooltip="Cancel" size="sm" onClick={() => engine.cancel(item.id)}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
});
