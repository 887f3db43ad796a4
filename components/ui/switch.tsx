import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const switchVariants = cva(
  'relative inline-flex h-5 w-8.5 shrink-0 items-center rounded-full border border-outline bg-sunken p-px transition-[background-color,border-color] before:block before:size-3.5 before:translate-x-0.5 before:rounded-full before:bg-outline before:transition-transform after:absolute after:-inset-x-1 after:-inset-y-2 disabled:opacity-50 aria-checked:before:translate-x-[15px] aria-checked:before:bg-surface aria-disabled:opacity-50 forced-colors:before:bg-[ButtonText]',
  {
    variants: {
      tone: {
        accent: 'aria-checked:border-accent aria-checked:bg-accent',
        /** For what the whole world can see while it is on. */
        public: 'aria-checked:border-public aria-checked:bg-public',
      },
    },
    defaultVariants: { tone: 'accent' },
  },
);

type SwitchProps = Omit<ComponentProps<'button'>, 'onChange'> &
  VariantProps<typeof switchVariants> & { checked: boolean; onCheckedChange: (checked: boolean) => void };

/** Position and fill say on or off: colour never does so alone. */
export function Switch({ tone, checked, onCheckedChange, className, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      {...props}
      role="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange(!checked)}
      className={cn(switchVariants({ tone }), className)}
    />
  );
}
