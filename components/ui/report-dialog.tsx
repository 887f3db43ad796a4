import { Button } from './button';
import { Dialog, DialogActions, DialogClose, DialogContent } from './dialog';

/** What became of work on many things. */
export type Report = {
  title: string;
  description: string;
  failed: readonly { name: string; reason: string }[];
};

type ReportDialogProps = {
  /** Null while closed. */
  report: Report | null;
  onClose: () => void;
  /** Does it again for those that failed. */
  onRetry?: (() => void) | undefined;
};

/** Which ones failed, and why. */
export function ReportDialog({ report, onClose, onRetry }: ReportDialogProps) {
  return (
    <Dialog open={report !== null} onOpenChange={(open) => open || onClose()}>
      {report === null ? null : (
        <DialogContent title={report.title} description={report.description}>
          {report.failed.length === 0 ? null : (
            <ul
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
              tabIndex={0}
              aria-label="What failed"
              className="grid max-h-72 gap-2 overflow-y-auto rounded-md border p-3 text-sm"
            >
              {report.failed.map(({ name, reason }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and names may be equal
                <li key={index} className="break-words">
                  <span className="font-medium">{name}</span> <span className="text-muted">{reason}</span>
                </li>
              ))}
            </ul>
          )}
          <DialogActions>
            <DialogClose asChild>
              <Button variant={onRetry ? 'secondary' : 'primary'}>Close</Button>
            </DialogClose>
            {onRetry ? (
              <Button
                variant="primary"
                onClick={() => {
                  onClose();
                  onRetry();
                }}
              >
                Try again
              </Button>
            ) : null}
          </DialogActions>
        </DialogContent>
      )}
    </Dialog>
  );
}
