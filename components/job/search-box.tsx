'use client';

import { Search } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';

const SETTLE_MS = 250;

type SearchBoxProps = {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  /** Called once typing has paused. */
  onChange: (value: string) => void;
  className?: string;
};

/** Searches by name while one types. */
export function SearchBox({ ref, value, onChange, className }: SearchBoxProps) {
  const [text, setText] = useState(value);
  /** What was last handed on: another value comes from outside, and takes the place of what is typed. */
  const [handedOn, setHandedOn] = useState(value);
  if (value !== handedOn) {
    setHandedOn(value);
    setText(value);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const handOn = (next: string) => {
    clearTimeout(timer.current);
    setHandedOn(next);
    if (next !== value) onChange(next);
  };
  return (
    <search className={cn('relative min-w-0', className)}>
      <Search aria-hidden="true" className="pointer-events-none absolute top-2.25 left-2.5 size-3.5 text-muted" />
      <input
        ref={ref}
        type="search"
        aria-label="Search"
        placeholder="Search names"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={255}
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => handOn(next), SETTLE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') handOn(text);
          if (event.key !== 'Escape' || text === '') return;
          event.preventDefault();
          setText('');
          handOn('');
        }}
        className="h-8 w-full rounded-md border border-outline/70 bg-surface pr-2 pl-8 text-sm transition-[border-color] pointer-coarse:text-lg hover:border-outline focus-visible:border-accent focus-visible:outline-offset-0"
      />
    </search>
  );
}
