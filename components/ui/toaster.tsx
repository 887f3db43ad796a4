'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';
import { Spinner } from './spinner';

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-left"
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
            'flex w-full items-center gap-3 rounded-lg border bg-raised px-4 py-3 font-sans text-base text-text shadow-float sm:w-90',
          content: 'min-w-0 flex-1 break-words',
          title: 'font-medium',
          description: 'text-muted text-sm',
          icon: 'shrink-0',
          actionButton:
            'ml-auto h-8 shrink-0 rounded-md border px-2.5 font-medium text-sm transition-[background-color] hover:bg-sunken',
        },
      }}
    />
  );
}
