'use client';

import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { settle } from '@/components/jobs/job-actions';
import type { Job } from '@/lib/schemas/job';
import type { JobPageActions } from './job-actions';
import { jobApi } from './job-api';

const GATHER_MS = 350;

/** The job's own line: title, counts and gallery. Counts come from the server after every change, not from guesses. */
export function useJob(initial: Job, updateJob: JobPageActions['updateJob']) {
  const [job, setJob] = useState(initial);
  const [galleryPending, setGalleryPending] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const refreshCounts = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      const result = await jobApi.getJob(initial.id);
      if (!result.ok) return;
      // A title given here stands: it may be on its way to the server.
      setJob(({ title }) => ({ ...result.data, title: title === initial.title ? result.data.title : title }));
    }, GATHER_MS);
  };

  const saveTitle = async (title: string): Promise<string | null> => {
    const before = job.title;
    setJob((current) => ({ ...current, title }));
    const result = await settle(updateJob({ jobId: job.id, title }));
    if (result.ok) setJob(result.data);
    else setJob((current) => ({ ...current, title: before }));
    return result.ok ? null : (result.error.fields?.title ?? result.error.message);
  };

  const setGallery = async (gallery: 'on' | 'off'): Promise<void> => {
    setGalleryPending(true);
    const result = await settle(updateJob({ jobId: job.id, gallery }));
    setGalleryPending(false);
    if (result.ok) setJob(result.data);
    else toast.error('The gallery was not changed', { description: result.error.message });
  };

  const setCover = async (coverAssetId: string): Promise<void> => {
    const result = await settle(updateJob({ jobId: job.id, coverAssetId }));
    if (result.ok) toast.success('This image is the cover of the job now');
    else toast.error('The cover was not changed', { description: result.error.message });
  };

  return { job, galleryPending, refreshCounts, saveTitle, setGallery, setCover };
}
