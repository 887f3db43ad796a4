import type { ComponentProps } from 'react';
import { cn } from './cn';

/** 16 px on touch screens: below that iOS zooms the page on focus. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      {...props}
      className={cn(
        'h-10 w-full min-w-0 rounded-md border border-outline/70 bg-surface px-3 text-base text-text transition-[border-color] pointer-coarse:text-lg',
        'hover:border-outline focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:outline-danger disabled:opacity-50',
        className,
      )}
    />
  );
}
