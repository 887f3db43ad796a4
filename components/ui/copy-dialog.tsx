'use client';

import { useRef } from 'react';
import { Dialog, DialogContent } from './dialog';
import { Field } from './field';
import { Input } from './input';

type CopyDialogProps = {
  /** The link to copy by hand; null while closed. */
  url: string | null;
  onClose: () => void;
};

/** The way to a link where the clipboard cannot be written: a selected field. */
export function CopyDialog({ url, onClose }: CopyDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog open={url !== null} onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title="Copy the link"
        description="This browser does not let the page write to the clipboard. The link is selected: copy it."
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          input.current?.select();
        }}
      >
        <Field label="Link">
          <Input
            ref={input}
            readOnly
            value={url ?? ''}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-sm"
          />
        </Field>
      </DialogContent>
    </Dialog>
  );
}
