'use client';

import { Check, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { SpriteIcon } from '@/components/ui/icon-sprite';

const CONFIRMED_MS = 1_600;

type CopyLinkButtonProps = {
  /** The page's link; null while private. */
  url: string | null;
  /** @returns whether the clipboard has it now. */
  copy: (url: string) => Promise<boolean>;
  /** The accessible name, where there are several kinds of links. */
  label?: string;
  tabIndex?: number;
  className?: string;
};

export function CopyLinkButton({ url, copy, label = 'Copy link', tabIndex, className }: CopyLinkButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const onClick = async () => {
    if (url !== null) setCopied(await copy(url));
  };
  return (
    <IconButton
      label={label}
      tooltip={url === null ? 'Publish it to get a link' : copied ? 'Copied' : label}
      size="sm"
      // Not `disabled`: the hint must be reachable by pointer and keyboard.
      aria-disabled={url === null || undefined}
      onClick={onClick}
      tabIndex={tabIndex}
      className={className}
    >
      <SpriteIcon icon={copied ? Check : Link2} className={copied ? 'text-accent' : undefined} />
    </IconButton>
  );
}
