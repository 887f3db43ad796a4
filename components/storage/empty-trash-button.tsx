'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { StorageUse } from '@/lib/schemas/storage-use';
import { describeTrash } from './storage-words';
import { useEmptyTrash } from './use-empty-trash';

/** Deletes for good all that is in the trash; not there while the trash is empty. */
export function EmptyTrashButton({ use, className }: { use: StorageUse; className?: string }) {
  const [asking, setAsking] = useState(false);
  const emptyTrash = useEmptyTrash();
  if (use.trashedCount === 0 && use.trashedJobCount === 0) return null;
  return (
    <>
      <Button variant="dangerQuiet" className={className} onClick={() => setAsking(true)}>
        Empty trash
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Empty the trash?"
        description={`${describeTrash(use)} will be deleted for good. This cannot be undone.`}
        action="Empty trash"
        onConfirm={emptyTrash}
      />
    </>
  );
}
