'use client';

import { PencilLine } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { jobTitleSchema } from '@/lib/schemas/job';

const MAX_TITLE_LENGTH = 200;

type JobTitleProps = {
  title: string;
  /** @returns what is wrong, in words, or null once it is saved. */
  save: (title: string) => Promise<string | null>;
};

/** The heading, editable in place: Enter or leaving saves, Escape does not. */
export function JobTitle({ title, save }: JobTitleProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const settled = useRef(true);

  const start = () => {
    settled.current = false;
    setProblem(null);
    setDraft(title);
  };
  const stop = (refocus: boolean) => {
    settled.current = true;
    setDraft(null);
    if (refocus) requestAnimationFrame(() => button.current?.focus());
  };
  const submit = async (refocus: boolean) => {
    if (settled.current || draft === null) return;
    const parsed = jobTitleSchema.safeParse(draft);
    if (!parsed.success) {
      if (refocus) setProblem(parsed.error.issues[0]?.message ?? null);
      else stop(false);
      return;
    }
    stop(refocus);
    if (parsed.data === title) return;
    const failure = await save(parsed.data);
    if (failure !== null) {
      start();
      setDraft(parsed.data);
      setProblem(failure);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      void submit(true);
    } else if (event.key === 'Escape') stop(true);
  };

  if (draft !== null) {
    return (
      <div className="min-w-0 flex-1">
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit it
          autoFocus
          aria-label="Title"
          aria-invalid={problem !== null || undefined}
          value={draft}
          maxLength={MAX_TITLE_LENGTH}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => void submit(false)}
          onKeyDown={onKeyDown}
          className="-mx-2 w-full max-w-180 rounded-md bg-surface px-2 font-semibold text-2xl outline-2 outline-accent aria-invalid:outline-danger"
        />
        {problem !== null ? (
          <p role="alert" className="pt-1 text-danger text-sm">
            {problem}
          </p>
        ) : null}
      </div>
    );
  }
  return (
    <h1 className="-mx-2 min-w-0 font-semibold text-2xl">
      <button
        ref={button}
        type="button"
        title="Edit the title"
        onClick={start}
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
