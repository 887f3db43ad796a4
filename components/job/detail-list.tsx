'use client';

import { Copy } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { copyOrSelect } from '@/components/ui/copy-or-select';
import { IconButton } from '@/components/ui/icon-button';

/** A part of the details under its own heading. */
export function DetailSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2 border-t px-4 py-4 first:border-t-0">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}

/** Pairs of a word and what it is; those without a value are left out. */
export function DetailList({ rows }: { rows: readonly (readonly [word: string, value: string | null])[] }) {
  return (
    <dl className="grid gap-1.5">
      {rows.map(([word, value]) =>
        value === null ? null : (
          <div key={word} className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-2">
            <dt className="text-muted">{word}</dt>
            <dd className="wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** A long value to take along: as it is, with a button that copies it. */
export function CopyableDetail({ word, value }: { word: string; value: string }) {
  const text = useRef<HTMLElement>(null);
  const select = () => {
    if (text.current) window.getSelection()?.selectAllChildren(text.current);
  };
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="text-muted">{word}</p>
        <code ref={text} className="wrap-anywhere font-mono text-xs">
          {value}
        </code>
      </div>
      <IconButton label={`Copy ${word}`} size="sm" onClick={() => void copyOrSelect(value, word, select)}>
        <Copy aria-hidden="true" />
      </IconButton>
    </div>
  );
}
