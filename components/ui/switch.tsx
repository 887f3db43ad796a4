'use client';

import { cva, type VariantProps } from 'class-variance-authority';
import { Switch as RadixSwitch } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const switchVariants = cva(
  'group relative inline-flex h-5 w-8.5 shrink-0 items-center rounded-full border border-outline bg-sunken p-px transition-[background-color,border-color] after:absolute after:-inset-x-1 after:-inset-y-2 disabled:opacity-50 aria-disabled:opacity-50',
  {
    variants: {
      tone: {
        accent: 'data-[state=checked]:border-accent data-[state=checked]:bg-accent',
        /** For what the whole world can see while it is on. */
        public: 'data-[state=checked]:border-public data-[state=checked]:bg-public',
      },
    },
    defaultVariants: { tone: 'accent' },
  },
);

/** Position and fill say on or off: colour never does so alone. */
export function Switch({
  tone,
  className,
  ...props
}: ComponentProps<typeof RadixSwitch.Root> & VariantProps<typeof switchVariants>) {
  return (
    <RadixSwitch.Root {...props} className={cn(switchVariants({ tone }), className)}>
      <RadixSwitch.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-outline transition-transform data-[state=checked]:translate-x-[15px] data-[state=checked]:bg-surface" />
    </RadixSwitch.Root>
  );
}
