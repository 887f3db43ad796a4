import { Button } from '@/components/ui/button';

/** Says why places in the grid stay empty. */
export function MissingImages({ problem, retry }: { problem: string; retry: () => void }) {
  return (
    <div className="-translate-x-1/2 fixed bottom-4 left-1/2 z-20 flex w-max max-w-[calc(100vw-2rem)] items-center gap-3 rounded-lg border bg-raised p-3 shadow-float">
      <p role="alert" className="text-sm">
        {problem}
      </p>
      <Button size="sm" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
