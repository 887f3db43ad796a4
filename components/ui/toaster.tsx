'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';
import { Spinner } from './spinner';
import { useFocusReturn } from './use-focus-return';

/** Above whatever lies along the lower edge: on phones that is as wide as the toasts are. */
const OFFSET = { bottom: 'calc(var(--foot-lightbox, 0px) + 1.5rem)' };
const MOBILE_OFFSET = {
  bottom: 'calc(var(--foot-lightbox, calc(var(--foot-bar, 0px) + var(--foot-tray, 0px))) + 1.25rem)',
};

export function Toaster() {
  const { resolvedTheme } = useTheme();
  const focusReturn = useFocusReturn<HTMLDivElement>();
  return (
    <div {...focusReturn}>
      <Sonner
        theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
        position="bottom-left"
        offset={OFFSET}
        mobileOffset={MOBILE_OFFSET}
        gap={8}
        visibleToasts={4}
        icons={{
          success: <CircleCheck aria-hidden="true" className="size-4 text-public" />,
          error: <CircleAlert aria-hidden="true" className="size-4 text-danger" />,
          loading: <Spinner className="text-muted" />,
        }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              // Also beside a dialog, which turns the pointer off for all the rest.
              'flex w-full items-center gap-3 rounded-lg border bg-raised px-4 py-3 font-sans text-base text-text shadow-float data-[visible=true]:pointer-events-auto sm:w-90',
            content: 'min-w-0 flex-1 break-words',
            title: 'font-medium',
            description: 'text-muted text-sm',
            icon: 'shrink-0',
            actionButton:
              'ml-auto h-8 shrink-0 rounded-md border px-2.5 font-medium text-sm transition-[background-color] hover:bg-sunken',
          },
        }}
      />
    </div>
  );
}
