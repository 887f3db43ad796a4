import type { VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { buttonVariants } from './button';
import { cn } from './cn';
import { Tooltip } from './tooltip';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> &
  VariantProps<typeof buttonVariants> & {
    /** The accessible name; also the tooltip, unless `tooltip` says more. */
    label: string;
    /** `false` for no tooltip (inside menus and other tooltips). */
    tooltip?: string | false;
  };

/** A square button whose only content is an icon. */
export function IconButton({ label, tooltip, variant = 'quiet', size, className, ...props }: IconButtonProps) {
  const button = (
    <button
      type="button"
      {...props}
      aria-label={label}
      className={cn(buttonVariants({ variant, size }), 'aspect-square px-0', className)}
    />
  );
  return tooltip === false ? button : <Tooltip label={tooltip ?? label}>{button}</Tooltip>;
}
