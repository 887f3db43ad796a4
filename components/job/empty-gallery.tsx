'use client';

import { ImagePlus, SearchX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Shown } from './job-view-params';

type EmptyGalleryProps = {
  show: Shown;
  /** Types and size limit, in words. */
  taken: string;
  chooseFiles: () => void;
  showAll: () => void;
};

/** A job without images, or without any that the filter shows. */
export function EmptyGallery({ show, taken, chooseFiles, showAll }: EmptyGalleryProps) {
  if (show !== 'all') {
    return (
      <EmptyState
        icon={SearchX}
        title={`No ${show} images`}
        action={<Button onClick={showAll}>Show all images</Button>}
      >
        Nothing in this job is {show} at the moment.
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
        <Button variant="primary" onClick={chooseFiles}>
          Choose images
        </Button>
      }
    >
      {taken}. Drop them anywhere on this page, or paste from the clipboard. They stay private until you publish them.
    </EmptyState>
  );
}
