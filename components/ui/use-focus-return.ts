'use client';

import { type FocusEvent, useEffect, useRef } from 'react';

/**
 * For a list whose items go away by themselves: where one goes with the focus in it, the focus returns to where it came
 * from. It is never taken from what has it by then, as a dialog that was opened meanwhile.
 */
export function useFocusReturn<Element extends HTMLElement>() {
  const list = useRef<Element>(null);
  const cameFrom = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (list.current === null) return;
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      cameFrom.current?.focus({ preventScroll: true });
      cameFrom.current = null;
    });
    observer.observe(list.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  const onFocusCapture = (event: FocusEvent) => {
    // The list's own way gives the focus back whenever it leaves, also when it is moved on purpose.
    event.stopPropagation();
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && !event.currentTarget.contains(from)) cameFrom.current = from;
  };
  return { ref: list, onFocusCapture };
}
