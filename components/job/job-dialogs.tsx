'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { Asset } from '@/lib/schemas/asset';
import { shortName } from './short-name';
import { ShortcutsDialog } from './shortcuts-dialog';
import type { JobDialogsState } from './use-job-dialogs';

type JobDialogsProps = {
  dialogs: JobDialogsState;
  deleteForGood: (asset: Asset) => Promise<void>;
};

export function JobDialogs({ dialogs, deleteForGood }: JobDialogsProps) {
  const { doomed, setDoomed, keysShown, setKeysShown } = dialogs;
  return (
    <>
      <ShortcutsDialog open={keysShown} onOpenChange={setKeysShown} />
      <ConfirmDialog
        open={doomed !== null}
        onOpenChange={(open) => open || setDoomed(null)}
        title={`Delete ${shortName(doomed?.name ?? '')} for good?`}
        description="The original and every copy are removed, and its link stops working. This cannot be undone."
        action="Delete for good"
        onConfirm={async () => {
          if (doomed !== null) await deleteForGood(doomed);
        }}
      />
    </>
  );
}
