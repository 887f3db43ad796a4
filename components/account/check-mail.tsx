'use client';

import { MailCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

/** Takes the form's place once a mail is on its way, and the focus with it. */
export function CheckMail({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid gap-4">
      <span className="grid size-11 place-items-center rounded-lg border bg-surface text-accent">
        <MailCheck aria-hidden="true" className="size-5" />
      </span>
      <div className="grid gap-1.5">
        <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl outline-none">
          Check your mail
        </h1>
        <div className="grid gap-3 break-words text-muted">{children}</div>
      </div>
    </div>
  );
}
