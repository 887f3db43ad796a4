'use client';

import type { MouseEvent } from 'react';
import { Button } from '@/components/ui/button';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadQueue } from '@/lib/upload/upload-queue';
import type { UploadChoice } from '@/lib/upload/upload-work';
import { describeQuestions } from './describe-questions';

/** What has to be chosen, once for all files that it concerns. */
export function UploadQuestions({ queue, engine }: { queue: UploadQueue; engine: UploadEngine }) {
  const { copy, shrink } = describeQuestions(queue);
  return (
    <>
      {copy ? (
        <Question
          text={copy}
          engine={engine}
          yes={{ label: 'Copy', choice: { kind: 'copy', copies: 'copy' } }}
          no={{ label: 'Upload again', choice: { kind: 'copy', copies: 'upload' } }}
        />
      ) : null}
      {shrink ? (
        <Question
          text={shrink}
          engine={engine}
          yes={{ label: 'Upload smaller copies', choice: { kind: 'shrink', shrink: 'shrink' } }}
          no={{ label: 'Leave out', choice: { kind: 'shrink', shrink: 'refuse' } }}
        />
      ) : null}
    </>
  );
}

type Answer = { label: string; choice: UploadChoice };
type QuestionProps = { text: string; engine: UploadEngine; yes: Answer; no: Answer };

function Question({ text, engine, yes, no }: QuestionProps) {
  const answer = (choice: UploadChoice) => (event: MouseEvent) => {
    // The buttons go, and the focus with them.
    event.currentTarget.closest('section')?.focus();
    engine.answer(choice);
  };
  return (
    <div className="grid gap-2 border-t px-4 py-3">
      <p className="break-words">{text}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={answer(yes.choice)}>
          {yes.label}
        </Button>
        <Button size="sm" onClick={answer(no.choice)}>
          {no.label}
        </Button>
      </div>
    </div>
  );
}
