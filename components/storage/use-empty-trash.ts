'use client';

import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { callApi } from '@/components/call/call-api';
import { formatCount } from '@/lib/format-count';
import type { ActionResult } from '@/lib/schemas/error';
import type { EmptyTrashProgress } from '@/lib/schemas/storage-use';

/** Empties the trash, says how it ended, and shows the page as it is then. Each request takes a few seconds at most. */
export function useEmptyTrash(): () => Promise<void> {
  const router = useRouter();

  async function step(before: string | undefined): Promise<ActionResult<EmptyTrashProgress>> {
    const query = before ? `?before=${encodeURIComponent(before)}` : '';
    return callApi(`/trash${query}`, { method: 'DELETE' });
  }

  return async () => {
    let result = await step(undefined);
    while (result.ok && result.data.more) result = await step(result.data.before);
    if (result.ok) {
      const { deletingCount } = result.data.use;
      toast.success('The trash is empty', {
        description:
          deletingCount > 0 ? `Still to be removed from storage: ${formatCount(deletingCount, 'image')}.` : undefined,
      });
    } else toast.error('The trash was not emptied', { description: result.error.message });
    router.refresh();
  };
}
