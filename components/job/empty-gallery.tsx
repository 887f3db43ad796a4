'use client';

import { ImagePlus, SearchX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { isNarrowed, type JobViewParams } from './job-view-params';
import { shortName } from './short-name';
import { UPLOAD_INSTRUCTIONS_ID } from './upload-button';

type EmptyGalleryProps = {
  view: JobViewParams;
  /** Types and size limit, in words. */
  taken: string;
  chooseFiles: () => void;
  /** Null where the browser has no dialog for folders. */
  chooseFolder: (() => void) | null;
  showAll: () => void;
};

/** A job without images, or without any that the filter shows. */
export function EmptyGallery({ view, taken, chooseFiles, chooseFolder, showAll }: EmptyGalleryProps) {
  if (isNarrowed(view)) {
    const { show, search } = view;
    const kind = show === 'all' ? 'images' : `${show} images`;
    const text = search.trim();
    return (
      <EmptyState
        icon={SearchX}
        title={text === '' ? `No ${kind}` : `No ${kind} named “${shortName(text)}”`}
        action={<Button onClick={showAll}>Show all images</Button>}
      >
        {text === ''
          ? `Nothing in this job is ${show} at the moment.`
          : `No ${kind.replace(/s$/, '')} in this job has that in its name. A part of it is enough, in capitals or not.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={ImagePlus}
      title="Drop images here"
      dropTarget
      className="py-24"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button variant="primary" aria-describedby={UPLOAD_INSTRUCTIONS_ID} onClick={chooseFiles}>
            Choose images
          </Button>
          {chooseFolder === null ? null : (
            <Button aria-describedby={UPLOAD_INSTRUCTIONS_ID} onClick={chooseFolder}>
              Choose a folder
            </Button>
          )}
        </div>
      }
    >
      <span id={UPLOAD_INSTRUCTIONS_ID}>
        {taken}. Drop files or a folder anywhere on this page, or paste from the clipboard. They stay private until you
        publish them.
      </span>
    </EmptyState>
  );
}
