'use client';

import { PencilLine } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { InPlaceInput } from '@/components/ui/in-place-input';
import { MAX_TITLE_LENGTH } from '@/lib/schemas/limits';

type JobTitleProps = {
  title: string;
  /** @returns what is wrong, in words, or null once it is saved. */
  save: (title: string) => Promise<string | null>;
};

/** The heading, editable in place. */
export function JobTitle({ title, save }: JobTitleProps) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = useRef(false);
  useEffect(() => {
    if (!editing && takesFocus.current) button.current?.focus();
  }, [editing]);

  if (editing) {
    return (
      <div className="min-w-0 flex-1">
        <InPlaceInput
          label="Title"
          text={title}
          maxLength={MAX_TITLE_LENGTH}
          emptyProblem="Give the job a title."
          save={save}
          onEnd={(hadFocus) => {
            takesFocus.current = hadFocus;
            setEditing(false);
          }}
          className="-mx-2 w-full max-w-180 px-2 font-semibold text-2xl"
          problemClassName="pt-1 text-sm"
        />
      </div>
    );
  }
  return (
    <h1 className="-mx-2 min-w-0 font-semibold text-2xl">
      <button
        ref={button}
        type="button"
        title="Edit the title"
        onClick={() => setEditing(true)}
        className="group flex max-w-full cursor-text items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken"
      >
        <span className="line-clamp-3 min-w-0 break-words">{title}</span>
        <PencilLine
          aria-hidden="true"
          className="size-4 shrink-0 text-muted opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100"
        />
      </button>
    </h1>
  );
}
