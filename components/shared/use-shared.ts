'use client';

import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { callApi } from '@/components/call/call-api';
import { settle } from '@/components/call/settle';
import { usePagedList } from '@/components/call/use-paged-list';
import type { JobPageActions } from '@/components/job/job-actions';
import { shortName } from '@/components/job/short-name';
import { describeTakeBack } from '@/components/job/take-back-words';
import { formatCount } from '@/lib/format-count';
import type { SharedAsset, SharedGallery, SharedPage, TakeBackAllProgress } from '@/lib/schemas/shared';

export type SharedActions = Pick<JobPageActions, 'setVisibility' | 'updateJob'>;

const UNDO_MS = 10_000;

/** What is public of one owner, and the ways to take it back. Each says how it ended. */
export function useShared(firstPage: SharedPage, { setVisibility, updateJob }: SharedActions) {
  const router = useRouter();
  const list = usePagedList(firstPage, '/shared');

  async function takeBack(asset: SharedAsset): Promise<void> {
    const name = shortName(asset.name);
    const result = await settle(setVisibility({ assetId: asset.id, visibility: 'private' }));
    if (!result.ok) {
      toast.error(`${name} was not taken back`, { description: result.error.message });
      return;
    }
    list.remove(asset.id);
    const { takeBack } = result.data;
    toast(`${name} is private`, {
      description: takeBack ? describeTakeBack(takeBack) : 'Its page is gone; the file is being removed.',
      action: { label: 'Publish again', onClick: () => void publishAgain(asset) },
      duration: UNDO_MS,
    });
    router.refresh();
  }

  async function publishAgain(asset: SharedAsset): Promise<void> {
    const result = await settle(setVisibility({ assetId: asset.id, visibility: 'public' }));
    if (!result.ok) toast.error(`${shortName(asset.name)} was not published`, { description: result.error.message });
    router.refresh();
  }

  async function turnOff({ jobId, title }: SharedGallery): Promise<void> {
    const result = await settle(updateJob({ jobId, gallery: 'off' }));
    if (result.ok) toast(`The gallery “${title}” is off`, { description: 'Its link no longer works.' });
    else toast.error(`The gallery “${title}” is still on`, { description: result.error.message });
    router.refresh();
  }

  async function takeBackAll(): Promise<void> {
    const step = () => callApi<TakeBackAllProgress>('/shared', { method: 'DELETE' });
    let result = await step();
    while (result.ok && result.data.left > 0) result = await step();
    if (result.ok) {
      const { takingBack } = result.data;
      toast.success('Everything is taken back', {
        description:
          takingBack > 0 ? `Files still to be removed: those of ${formatCount(takingBack, 'image')}.` : undefined,
      });
    } else toast.error('Not everything is taken back', { description: result.error.message });
    router.refresh();
  }

  return { list, takeBack, turnOff, takeBackAll };
}
