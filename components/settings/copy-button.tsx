'use client';

import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { Button, type ButtonProps } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';

type CopyButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'className' | 'aria-label'> & {
  text: string;
  /** "Token", as in "Token copied". */
  what: string;
  /** Marks the text on the page, to be copied by hand where the clipboard cannot be written. */
  select: () => void;
  children: ReactNode;
};

export function CopyButton({ text, what, select, ...props }: CopyButtonProps) {
  const copy = async () => {
    if (await copyText(text)) {
      toast.success(`${what} copied`, { duration: 2_500 });
      return;
    }
    select();
    toast(`${what} selected`, { description: 'This browser does not let the page copy: press Ctrl+C or ⌘C.' });
  };
  return <Button {...props} onClick={copy} />;
}
