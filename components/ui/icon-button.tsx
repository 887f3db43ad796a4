import type { VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { buttonVariants } from './button';
import { cn } from './cn';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> &
  VariantProps<typeof buttonVariants> & {
    /** The accessible name; also the tooltip, unless `tooltip` says more. */
    label: string;
    /** `false` for no tooltip (inside menus and other tooltips). */
    tooltip?: string | false;
  };

/** A square button whose only content is an icon. */
export function IconButton({ label, tooltip, variant = 'quiet', size, className, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      data-tooltip={tooltip === false ? undefined : (tooltip ?? label)}
      {...props}
      aria-label={label}
      className={cn(buttonVariants({ variant, size }), 'aspect-square px-0', className)}
    />
  );
}
