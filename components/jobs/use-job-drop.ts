'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { toast } from 'sonner';
import { settle } from '@/components/call/settle';
import { inDropOrder } from '@/lib/upload/dropped-files';
import { handOverFiles } from '@/lib/upload/handover';
import { droppedJobTitle } from './dropped-job-title';
import type { JobActions } from './job-actions';

/** Files dropped anywhere on the page make a job and go along to its page. */
export function useJobDrop(createJob: JobActions['createJob']) {
  const router = useRouter();
  const [creating, setCreating] = useState(false);

  async function onDrop(dropped: File[]): Promise<void> {
    const files = inDropOrder(dropped);
    if (files.length === 0 || creating) return;
    setCreating(true);
    const result = await settle(createJob({ title: droppedJobTitle(files, new Date()) }));
    if (result.ok) {
      handOverFiles(result.data.id, files);
      router.push(`/jobs/${result.data.id}`);
    } else {
      toast.error('The job could not be created', { description: result.error.message });
      setCreating(false);
    }
  }

  const dropzone = useDropzone({ onDrop, noClick: true, noKeyboard: true, useFsAccessApi: false, disabled: creating });
  return { ...dropzone, creating };
}
