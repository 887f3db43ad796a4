'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import { copyOrSelect } from '@/components/ui/copy-or-select';

type CopyButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'className' | 'aria-label'> & {
  text: string;
  /** "Token", as in "Token copied". */
  what: string;
  /** Marks the text on the page, to be copied by hand where the clipboard cannot be written. */
  select: () => void;
  children: ReactNode;
};

export function CopyButton({ text, what, select, ...props }: CopyButtonProps) {
  return <Button {...props} onClick={() => void copyOrSelect(text, what, select)} />;
}
