'use client';

import { CopyDialog } from '@/components/ui/copy-dialog';
import { ReportDialog } from '@/components/ui/report-dialog';
import { MoveDialog } from './move-dialog';
import type { BulkActions } from './use-bulk-actions';

/** The dialogs of work on many images, and what screen readers are told of the selection. */
export function BulkLayer({ jobId, actions }: { jobId: string; actions: BulkActions }) {
  const { selection, work, moveDialog, report, linksByHand } = actions;
  return (
    <>
      <span role="status" className="sr-only">
        {work !== null ? 'Working on the images' : selection.count > 0 ? `${selection.count} selected` : ''}
      </span>
      <MoveDialog count={moveDialog.count} jobId={jobId} onClose={moveDialog.close} onChoose={moveDialog.moveTo} />
      <ReportDialog report={report?.report ?? null} onClose={actions.closeReport} onRetry={report?.retry} />
      <CopyDialog url={linksByHand} onClose={actions.closeLinks} />
    </>
  );
}
