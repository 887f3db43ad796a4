'use client';

import { AlertDialog } from 'radix-ui';
import { type ReactNode, useTransition } from 'react';
import { Button } from './button';
import { DialogActions, overlayClass, panelClass } from './dialog';
import { useDialogFocus } from './use-dialog-focus';

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will be lost, by name. */
  description: ReactNode;
  /** The verb of the loss, such as "Delete now". */
  action: string;
  /** The dialog stays, with a spinner, until it settles. */
  onConfirm: () => Promise<void>;
  /** Where the focus goes, when what opened the dialog is gone. */
  onCloseAutoFocus?: (event: Event) => void;
};

/** Asks before a loss that cannot be undone. The safe answer has the focus. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  action,
  onConfirm,
  onCloseAutoFocus,
}: ConfirmDialogProps) {
  const [pending, startTransition] = useTransition();
  const focus = useDialogFocus();
  const confirm = () =>
    startTransition(async () => {
      await onConfirm();
      onOpenChange(false);
    });
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => pending || onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayClass} />
        <AlertDialog.Content
          className={panelClass}
          {...focus}
          onCloseAutoFocus={onCloseAutoFocus ?? focus.onCloseAutoFocus}
        >
          <div className="grid gap-1.5">
            <AlertDialog.Title className="break-words font-semibold text-lg">{title}</AlertDialog.Title>
            <AlertDialog.Description className="break-words text-muted">{description}</AlertDialog.Description>
          </div>
          <DialogActions>
            <AlertDialog.Cancel asChild>
              <Button disabled={pending}>Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant="danger" pending={pending} onClick={confirm}>
              {action}
            </Button>
          </DialogActions>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
