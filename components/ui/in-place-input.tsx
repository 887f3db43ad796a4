'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { cn } from './cn';

type InPlaceInputProps = {
  label: string;
  text: string;
  maxLength: number;
  /** So many characters are selected at first: typing replaces them. Without it, all. */
  selectedLength?: number;
  /** What is said when nothing is left of it. */
  emptyProblem: string;
  /** @returns what is wrong, in words, or null once it is saved */
  save: (text: string) => Promise<string | null>;
  /** It is saved, or as it was. @param hadFocus the focus was on the input, and has to go somewhere */
  onEnd: (hadFocus: boolean) => void;
  className?: string;
  /** Of what is said about a problem. */
  problemClassName?: string;
};

/** A text that is edited where it stands: Enter or leaving saves it, Escape does not. */
export function InPlaceInput(props: InPlaceInputProps) {
  const { label, text, maxLength, selectedLength, emptyProblem, save, onEnd, className, problemClassName } = props;
  const [draft, setDraft] = useState(text);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  /** Saved or given up: the blur of an input that goes says nothing. */
  const ended = useRef(false);
  const problemId = useId();

  const end = () => {
    ended.current = true;
    onEnd(document.activeElement === input.current);
  };
  const submit = async (isLeaving: boolean) => {
    if (saving || ended.current) return;
    const wanted = draft.trim();
    // Who leaves what was refused as it is gives it up.
    if (wanted === text || (isLeaving && (wanted === '' || problem !== null))) return end();
    if (wanted === '') return setProblem(emptyProblem);
    setSaving(true);
    const failure = await save(wanted);
    if (failure === null) return end();
    setSaving(false);
    setProblem(failure);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and Escape of an input method are not meant for the field.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void submit(false);
    } else if (event.key === 'Escape' && !saving) {
      event.preventDefault();
      end();
    }
  };

  return (
    <>
      <input
        ref={input}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit it
        autoFocus
        aria-label={label}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : problemId}
        aria-busy={saving || undefined}
        value={draft}
        maxLength={maxLength}
        readOnly={saving}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setDraft(event.target.value);
          setProblem(null);
        }}
        onFocus={({ currentTarget }) => {
          if (draft === text) currentTarget.setSelectionRange(0, selectedLength ?? text.length);
        }}
        onBlur={() => void submit(true)}
        onKeyDown={onKeyDown}
        className={cn('min-w-0 rounded-md bg-surface outline-2 outline-accent aria-invalid:outline-danger', className)}
      />
      {problem !== null ? (
        <p id={problemId} role="alert" className={cn('text-danger', problemClassName)}>
          {problem}
        </p>
      ) : null}
    </>
  );
}
