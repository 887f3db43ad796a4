'use client';

import { Check, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import { CopyDialog } from '@/components/ui/copy-dialog';
import { copyText } from '@/components/ui/copy-text';

const CONFIRMED_MS = 2000;

export function CopyLinkButton({ url, ...props }: { url: string } & Pick<ButtonProps, 'variant' | 'size'>) {
  const [copied, setCopied] = useState(false);
  const [byHand, setByHand] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => ((await copyText(url)) ? setCopied(true) : setByHand(true));
  const Icon = copied ? Check : Link2;
  return (
    <>
      <Button {...props} onClick={() => void copy()}>
        <Icon aria-hidden="true" />
        {/* Both words lie in one cell: the button keeps its width. */}
        <span className="grid *:col-start-1 *:row-start-1">
          <span className={copied ? 'invisible' : undefined}>Copy link</span>
          <span aria-hidden={!copied} className={copied ? undefined : 'invisible'}>
            Copied
          </span>
        </span>
      </Button>
      <span role="status" className="sr-only">
        {copied ? 'Link copied' : ''}
      </span>
      <CopyDialog url={byHand ? url : null} onClose={() => setByHand(false)} />
    </>
  );
}
