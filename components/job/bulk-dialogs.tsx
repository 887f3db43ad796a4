'use client';

import { CopyDialog } from '@/components/ui/copy-dialog';
import { ReportDialog } from '@/components/ui/report-dialog';
import { MoveDialog } from './move-dialog';
import type { BulkActions } from './use-bulk-actions';

/** The dialogs of work on many images. */
export function BulkDialogs({ jobId, actions }: { jobId: string; actions: BulkActions }) {
  const { moveDialog, report, linksByHand } = actions;
  return (
    <>
      <MoveDialog count={moveDialog.count} jobId={jobId} onClose={moveDialog.close} onChoose={moveDialog.moveTo} />
      <ReportDialog report={report?.report ?? null} onClose={actions.closeReport} onRetry={report?.retry} />
      <CopyDialog url={linksByHand} onClose={actions.closeLinks} />
    </>
  );
}
