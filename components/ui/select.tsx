import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The browser's own list, in the clothes of an input. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative block min-w-0', className)}>
      <select
        {...props}
        className="h-10 w-full min-w-0 appearance-none truncate rounded-md border border-outline/70 bg-surface pr-9 pl-3 text-base text-text transition-[border-color] pointer-coarse:text-lg hover:border-outline focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:outline-danger disabled:opacity-50"
      />
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute top-3 right-3 size-4 text-muted" />
    </span>
  );
}
