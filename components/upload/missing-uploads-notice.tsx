'use client';

import { FileClock } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { MissingUploads } from '@/lib/upload/upload-manifest';
import { describeMissing } from './describe-missing';

type MissingUploadsNoticeProps = {
  missing: MissingUploads;
  engine: UploadEngine;
  chooseFiles: () => void;
  /** Null where the browser has no dialog for folders. */
  chooseFolder: (() => void) | null;
};

/** After a reload or a crash: what of the last drop is not in, and how to go on. */
export function MissingUploadsNotice({ missing, engine, chooseFiles, chooseFolder }: MissingUploadsNoticeProps) {
  return (
    <section
      aria-label="Unfinished upload"
      className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface py-2 pr-2 pl-4"
    >
      <p className="flex min-w-0 flex-1 basis-72 items-start gap-2.5 py-1">
        <FileClock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
        <span>{describeMissing(missing, new Date())} Drop the same files again to go on.</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={chooseFiles}>
          Choose files
        </Button>
        {chooseFolder === null ? null : (
          <Button size="sm" onClick={chooseFolder}>
            Choose a folder
          </Button>
        )}
        <Button size="sm" variant="quiet" onClick={() => engine.dismissMissing()}>
          Dismiss
        </Button>
      </div>
    </section>
  );
}
