'use client';

import { Copy } from 'lucide-react';
import { useRef } from 'react';
import { CopyButton } from './copy-button';

type CodeBlockProps = {
  /** Names the block and its button. */
  title: string;
  intro: string;
  code: string;
};

/** Something to paste into a shell. Long lines scroll inside the block. */
export function CodeBlock({ title, intro, code }: CodeBlockProps) {
  const block = useRef<HTMLPreElement>(null);
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex items-end justify-between gap-4">
        <div className="grid gap-0.5">
          <h3 className="font-medium">{title}</h3>
          <p className="text-muted text-sm">{intro}</p>
        </div>
        <CopyButton
          size="sm"
          text={code}
          what="Command"
          aria-label={`Copy: ${title}`}
          select={() => {
            if (block.current) window.getSelection()?.selectAllChildren(block.current);
          }}
        >
          <Copy aria-hidden="true" />
          Copy
        </CopyButton>
      </div>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-lg border bg-sunken p-4"
      >
        <pre ref={block} className="font-mono text-sm">
          {code}
        </pre>
      </section>
    </div>
  );
}
