import { LoaderCircle } from 'lucide-react';
import { cn } from './cn';

/** Decoration: the words beside it (or aria-busy) say what is going on. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden="true" className={cn('size-4 animate-spin', className)} />;
}
