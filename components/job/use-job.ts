'use client';

import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { gather } from '@/components/call/gather';
import { settle } from '@/components/call/settle';
import type { Job } from '@/lib/schemas/job';
import type { JobPageActions } from './job-actions';
import { jobApi } from './job-api';

const GATHER_MS = 350;

/** The job's own line: title, counts and gallery. Counts come from the server after every change, not from guesses. */
export function useJob(initial: Job, updateJob: JobPageActions['updateJob']) {
  const [job, setJob] = useState(initial);
  const [galleryPending, setGalleryPending] = useState(false);

  /** Raised when a change is sent and when it is answered: what was asked between the two may be older than either. */
  const changes = useRef(0);
  const change = async (update: Omit<Parameters<typeof updateJob>[0], 'jobId'>) => {
    changes.current += 1;
    const result = await settle(updateJob({ jobId: initial.id, ...update }));
    changes.current += 1;
    if (result.ok) setJob(result.data);
    return result;
  };

  const [counts] = useState(() =>
    gather(async () => {
      const asked = changes.current;
      const result = await jobApi.getJob(initial.id);
      if (changes.current !== asked) return false;
      if (result.ok) setJob(result.data);
      return true;
    }, GATHER_MS),
  );
  useEffect(() => counts.stop, [counts]);

  const saveTitle = async (title: string): Promise<string | null> => {
    const result = await change({ title });
    return result.ok ? null : (result.error.fields?.title ?? result.error.message);
  };

  const setGallery = async (gallery: 'on' | 'off'): Promise<void> => {
    setGalleryPending(true);
    const result = await change({ gallery });
    setGalleryPending(false);
    if (!result.ok) toast.error('The gallery was not changed', { description: result.error.message });
  };

  const setCover = async (coverAssetId: string): Promise<void> => {
    const result = await change({ coverAssetId });
    if (result.ok) toast.success('This image is the cover of the job now');
    else toast.error('The cover was not changed', { description: result.error.message });
  };

  return { job, galleryPending, refreshCounts: counts.request, saveTitle, setGallery, setCover };
}
