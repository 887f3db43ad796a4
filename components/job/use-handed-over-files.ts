'use client';

import { useEffect, useEffectEvent } from 'react';
import { takeHandedOverFiles } from '@/lib/upload/handover';

/** Takes the files that were dropped on the list of jobs, from which this job was made. */
export function useHandedOverFiles(jobId: string, onFiles: (files: File[]) => void): void {
  const take = useEffectEvent(() => {
    const files = takeHandedOverFiles(jobId);
    if (files.length > 0) onFiles(files);
  });
  useEffect(take, []);
}
