'use client';

import { useTransition } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';

export function LoadMore({ load }: { load: () => Promise<string | null> }) {
  const [pending, startTransition] = useTransition();
  const onClick = () =>
    startTransition(async () => {
      const problem = await load();
      if (problem) toast.error('The next jobs could not be loaded', { description: problem });
    });
  return (
    <div className="mt-8 grid justify-items-center">
      <Button pending={pending} onClick={onClick}>
        Show more
      </Button>
    </div>
  );
}
