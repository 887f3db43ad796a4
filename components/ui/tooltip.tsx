'use client';

import { Tooltip as RadixTooltip, Slot } from 'radix-ui';
import { type ReactNode, use } from 'react';
import { cn } from './cn';
import { TooltipAreaContext } from './tooltip-area';
import { tooltipClass } from './tooltip-class';

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </RadixTooltip.Provider>
  );
}

/** Help for one focusable child. What must be known is never only in a tooltip: touch has none. */
export function Tooltip({ label, children }: { label: string; children: ReactNode }) {
  if (use(TooltipAreaContext)) return <Slot.Root data-tooltip={label}>{children}</Slot.Root>;
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className={cn(tooltipClass, 'data-[state=delayed-open]:animate-fade-in')}
        >
          {label}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
