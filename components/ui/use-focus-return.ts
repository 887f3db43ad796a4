'use client';

import { type FocusEvent, type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import { focusBack } from './focus-back';

/**
 * For a list whose items go away by themselves, and when they are used: the focus returns to where it came from, by then
 * or at once. It is never taken from what has it otherwise, as a dialog that was opened meanwhile.
 */
export function useFocusReturn<Element extends HTMLElement>() {
  const list = useRef<Element>(null);
  const cameFrom = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (list.current === null) return;
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body) giveBack(cameFrom);
    });
    observer.observe(list.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  const onFocusCapture = (event: FocusEvent) => {
    // The list's own way gives the focus back whenever it leaves, also when it is moved on purpose.
    event.stopPropagation();
    const from = event.relatedTarget;
    if (from instanceof Node && event.currentTarget.contains(from)) return;
    cameFrom.current = from instanceof HTMLElement ? from : null;
  };
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof HTMLButtonElement) giveBack(cameFrom);
  };
  return { ref: list, onFocusCapture, onClick };
}

function giveBack(place: RefObject<HTMLElement | null>): void {
  if (place.current !== null) focusBack(place.current);
  place.current = null;
}
