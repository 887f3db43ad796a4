'use client';

import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { IconButton } from './icon-button';
import { useDialogFocus } from './use-dialog-focus';

export const Dialog = RadixDialog.Root;
export const DialogClose = RadixDialog.Close;

export const overlayClass =
  'fixed inset-0 z-50 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';
export const panelClass =
  'fixed inset-x-4 top-[12dvh] z-50 mx-auto grid max-h-[80dvh] max-w-110 gap-5 overflow-y-auto rounded-xl border bg-raised p-6 shadow-float data-[state=closed]:animate-fade-out data-[state=open]:animate-rise-in';

type DialogContentProps = Omit<ComponentProps<typeof RadixDialog.Content>, 'title'> & {
  title: string;
  description?: ReactNode;
};

/** The panel with its title, description and close button. */
export function DialogContent(props: DialogContentProps) {
  const { title, description, className, children, onOpenAutoFocus, ...rest } = props;
  const focus = useDialogFocus();
  return (
    <RadixDialog.Portal>
      <RadixDialog.Overlay className={overlayClass} />
      <RadixDialog.Content
        // Without a description Radix would point at one that is not there.
        {...(description ? {} : { 'aria-describedby': undefined })}
        onCloseAutoFocus={focus.onCloseAutoFocus}
        {...rest}
        onOpenAutoFocus={(event) => {
          focus.onOpenAutoFocus();
          onOpenAutoFocus?.(event);
        }}
        className={cn(panelClass, className)}
      >
        <div className="grid gap-1.5 pr-8">
          <RadixDialog.Title className="font-semibold text-lg">{title}</RadixDialog.Title>
          {description ? <RadixDialog.Description className="text-muted">{description}</RadixDialog.Description> : null}
        </div>
        {children}
        <RadixDialog.Close asChild>
          <IconButton label="Close" tooltip={false} size="sm" className="absolute top-4.5 right-4">
            <X aria-hidden="true" />
          </IconButton>
        </RadixDialog.Close>
      </RadixDialog.Content>
    </RadixDialog.Portal>
  );
}

/** The row of actions at the end of a dialog; the main one comes last and lies at the right. */
export function DialogActions({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('flex flex-wrap justify-end gap-2', className)} />;
}
