'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as RadixMenu } from 'radix-ui';
import { type ComponentProps, createContext, use, useState } from 'react';
import { cn } from './cn';

export const DropdownMenuTrigger = RadixMenu.Trigger;
export const DropdownMenuRadioGroup = RadixMenu.RadioGroup;

/** Where the content of an open menu hangs; looked up when it opens, since the page may have changed since the last. */
const Landmark = createContext<HTMLElement | undefined>(undefined);

/** Not modal: the page behind keeps its scroll bar and stays readable; a click outside closes the menu. */
export function DropdownMenu({ onOpenChange, ...props }: ComponentProps<typeof RadixMenu.Root>) {
  const [landmark, setLandmark] = useState(() => (props.open ? findLandmark() : undefined));
  return (
    <Landmark value={landmark}>
      <RadixMenu.Root
        modal={false}
        onOpenChange={(open) => {
          if (open) setLandmark(findLandmark());
          onOpenChange?.(open);
        }}
        {...props}
      />
    </Landmark>
  );
}

/** All content belongs to a landmark, so menus hang in the page's main one, unless a dialog has hidden that. */
function findLandmark(): HTMLElement | undefined {
  const main = document.getElementById('main');
  return main && !main.closest('[aria-hidden="true"]') ? main : undefined;
}

const itemClass =
  'flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1.5 text-base outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hairline pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted';

export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof RadixMenu.Content>) {
  return (
    <RadixMenu.Portal container={use(Landmark)}>
      <RadixMenu.Content
        sideOffset={6}
        collisionPadding={8}
        {...props}
        className={cn(
          'z-50 min-w-44 max-w-[calc(100vw-16px)] rounded-lg border bg-raised p-1 shadow-float data-[state=closed]:animate-fade-out data-[state=open]:animate-rise-in',
          className,
        )}
      />
    </RadixMenu.Portal>
  );
}

type ItemProps = ComponentProps<typeof RadixMenu.Item> & { tone?: 'danger' };

export function DropdownMenuItem({ tone, className, ...props }: ItemProps) {
  return (
    <RadixMenu.Item
      {...props}
      className={cn(
        itemClass,
        tone === 'danger' && 'text-danger data-[highlighted]:bg-danger-soft [&_svg]:text-danger',
        className,
      )}
    />
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof RadixMenu.RadioItem>) {
  return (
    <RadixMenu.RadioItem {...props} className={cn(itemClass, className)}>
      {children}
      <RadixMenu.ItemIndicator className="ml-auto">
        <Check aria-hidden="true" />
      </RadixMenu.ItemIndicator>
    </RadixMenu.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof RadixMenu.Label>) {
  return <RadixMenu.Label {...props} className={cn('px-2 py-1.5 text-muted text-sm', className)} />;
}

export function DropdownMenuSeparator() {
  return <RadixMenu.Separator className="-mx-1 my-1 border-t" />;
}
