'use client';

import { useRef } from 'react';
import { focusBack } from './focus-back';

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
      focusBack(cameFrom.current);
    },
  };
}
