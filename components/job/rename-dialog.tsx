'use client';

import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type Asset, assetNameSchema } from '@/lib/schemas/asset';

type RenameDialogProps = {
  /** Null while closed. */
  asset: Asset | null;
  onClose: () => void;
  /** @returns what is wrong, in words, or null once it is saved. */
  rename: (asset: Asset, name: string) => Promise<string | null>;
};

export function RenameDialog({ asset, onClose, rename }: RenameDialogProps) {
  const renamedId = useRef<string | null>(null);
  useEffect(() => {
    if (asset !== null) renamedId.current = asset.id;
  }, [asset]);
  return (
    <Dialog open={asset !== null} onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title="Rename the image"
        description="Links stay as they are."
        onOpenAutoFocus={(event) => {
          // Typing replaces the name and leaves the extension.
          const input = (event.currentTarget as HTMLElement).querySelector('input');
          if (input === null) return;
          event.preventDefault();
          const dot = input.value.lastIndexOf('.');
          input.focus();
          input.setSelectionRange(0, dot > 0 ? dot : input.value.length);
        }}
        onCloseAutoFocus={(event) => {
          // The menu that it was opened from is gone.
          event.preventDefault();
          document.querySelector<HTMLElement>(`[data-asset-id="${renamedId.current}"] [data-tile-button]`)?.focus();
        }}
      >
        {asset !== null ? <RenameForm asset={asset} onClose={onClose} rename={rename} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function RenameForm({ asset, onClose, rename }: RenameDialogProps & { asset: Asset }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const parsed = assetNameSchema.safeParse(new FormData(event.currentTarget).get('name'));
    if (!parsed.success) {
      setProblem('A name has 1 to 255 characters.');
      return;
    }
    startTransition(async () => {
      const failure = await rename(asset, parsed.data);
      if (failure === null) onClose();
      else setProblem(failure);
    });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field label="Name" error={problem ?? undefined}>
        <Input name="name" defaultValue={asset.name} autoComplete="off" spellCheck={false} />
      </Field>
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          Rename
        </Button>
      </DialogActions>
    </form>
  );
}
