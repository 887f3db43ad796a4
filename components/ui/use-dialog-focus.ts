'use client';

import { useRef } from 'react';

/**
 * For a dialog that is opened by state, without a trigger of its own: when it closes, the focus goes back to what had it
 * before. (Radix gives it back to triggers alone.)
 */
export function useDialogFocus() {
  const cameFrom = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      cameFrom.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus({ preventScroll: true });
    },
  };
}
