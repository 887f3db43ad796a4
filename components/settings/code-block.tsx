'use client';

import { Copy } from 'lucide-react';
import { useRef } from 'react';
import { CopyButton } from './copy-button';

type CodeBlockProps = {
  /** Names the block and its button. */
  title: string;
  code: string;
};

/** Something to paste into a shell. Long lines scroll inside the block. */
export function CodeBlock({ title, code }: CodeBlockProps) {
  const block = useRef<HTMLPreElement>(null);
  return (
    <div className="relative min-w-0 rounded-lg border bg-sunken">
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-lg p-4 pr-24"
      >
        <pre ref={block} className="font-mono text-sm">
          {code}
        </pre>
      </section>
      <CopyButton
        size="sm"
        text={code}
        what="Command"
        aria-label={`Copy: ${title}`}
        select={() => {
          if (block.current) window.getSelection()?.selectAllChildren(block.current);
        }}
        className="absolute top-2 right-2"
      >
        <Copy aria-hidden="true" />
        Copy
      </CopyButton>
    </div>
  );
}
