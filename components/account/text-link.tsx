import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className={cn(
        'rounded-sm font-medium text-accent underline decoration-accent/35 underline-offset-3 transition-colors hover:decoration-accent',
        className,
      )}
    />
  );
}
