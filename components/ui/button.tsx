import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Spinner } from './spinner';

export const buttonVariants = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border border-transparent font-medium transition-[background-color,border-color,color,opacity] disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        secondary: 'border-hairline bg-surface text-text hover:bg-sunken data-[state=open]:bg-sunken',
        quiet: 'text-muted hover:bg-sunken hover:text-text data-[state=open]:bg-sunken data-[state=open]:text-text',
        danger: 'bg-danger text-on-danger hover:bg-danger-strong',
        dangerQuiet: 'text-danger hover:bg-danger-soft',
      },
      size: {
        sm: 'h-8 px-2.5 text-sm [&_svg]:size-3.5',
        md: 'h-9 px-3.5 text-base [&_svg]:size-4',
        lg: 'h-11 px-5 text-base [&_svg]:size-4',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & {
    /** Renders the only child (a link) in the button's clothes. */
    asChild?: boolean;
    /** Work is under way: the button keeps its width and its focus, shows a spinner and takes no second click. */
    pending?: boolean;
  };

export function Button({ variant, size, asChild, pending = false, className, children, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      {...props}
      className={cn(classes, pending && 'relative')}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : props.onClick}
    >
      {pending ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
