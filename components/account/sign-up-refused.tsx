import type { ReactNode } from 'react';
import { TextLink } from './text-link';

type SignUpRefusedProps = { title: string /** Why, and what can be done. */; children?: ReactNode };

/** In place of the form where no account can be made. */
export function SignUpRefused({ title, children }: SignUpRefusedProps) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="font-semibold text-xl">{title}</h1>
        {children ? <p className="text-muted">{children}</p> : null}
      </div>
      <p className="text-muted">
        Have an account? <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </div>
  );
}
