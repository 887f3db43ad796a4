'use client';

import { useTransition } from 'react';
import { toast } from 'sonner';
import { Button } from './button';

type LoadMoreProps = {
  /** "jobs", as in "The next jobs could not be loaded". */
  what: string;
  /** Gives what went wrong, in words, or null. */
  load: () => Promise<string | null>;
};

export function LoadMore({ what, load }: LoadMoreProps) {
  const [pending, startTransition] = useTransition();
  const onClick = () =>
    startTransition(async () => {
      const problem = await load();
      if (problem) toast.error(`The next ${what} could not be loaded`, { description: problem });
    });
  return (
    <div className="mt-8 grid justify-items-center">
      <Button pending={pending} onClick={onClick}>
        Show more
      </Button>
    </div>
  );
}
