'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

/** Loads the next page when the end comes near; the button is for everyone whose browser or hand does not scroll. */
export function LoadMoreTiles({ load }: { load: () => Promise<string | null> }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const sentinel = useRef<HTMLDivElement>(null);

  const loadNext = async () => {
    if (pending) return;
    setPending(true);
    setProblem(await load());
    setPending(false);
  };
  const onNear = useEffectEvent(() => {
    if (problem === null) void loadNext();
  });

  // A new observer after every page: it reports again when the end is still near.
  useEffect(() => {
    const element = sentinel.current;
    if (element === null || pending) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onNear(), {
      rootMargin: '1200px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [pending]);

  return (
    <div ref={sentinel} className="grid justify-items-center gap-2 py-8">
      {problem !== null ? (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      ) : null}
      <Button pending={pending} onClick={() => void loadNext()}>
        {problem === null ? 'Show more' : 'Try again'}
      </Button>
    </div>
  );
}
