'use client';

import { useEffect, useLayoutEffect, useRef } from 'react';

declare global {
  interface Window {
    /** What was clicked and chosen up to now, and by nobody heard. Keeps nothing more. */
    takeEarlyInput?: () => Event[];
  }
}

/** What a page shows before its scripts have run looks as if it could be used: what is done with it is kept. */
const KEEP_EARLY_INPUT = `{
const types = ['pointerdown', 'click', 'change'], events = [], keep = (event) => events.push(event);
for (const type of types) document.addEventListener(type, keep, true);
window.takeEarlyInput = () => {
  for (const type of types) document.removeEventListener(type, keep, true);
  return events.splice(0).filter((event) => event.eventPhase === Event.NONE);
};
}`;

/** Comes first in the page, so that it listens from the beginning. React does the same for forms with an action. */
export function EarlyInputScript({ nonce }: { nonce?: string | undefined }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {KEEP_EARLY_INPUT}
    </script>
  );
}

/** Comes last in the page: does once more what was kept, as soon as all of it listens. */
export function EarlyInput() {
  const kept = useRef<Event[]>([]);
  // From its first commit on React hears by itself. It hears also what is on its way right then, and has caused the commit.
  useLayoutEffect(() => {
    kept.current.push(...(window.takeEarlyInput?.() ?? []));
  }, []);
  useEffect(() => queueMicrotask(() => kept.current.splice(0).forEach(repeat)), []);
  return null;
}

function repeat(event: Event): void {
  if (!(event.target instanceof Element) || !event.target.isConnected) return;
  if (event instanceof MouseEvent) {
    const copy =
      event instanceof PointerEvent ? new PointerEvent(event.type, event) : new MouseEvent(event.type, event);
    event.target.closest('button[type=button]')?.dispatchEvent(copy);
  } else if (event.target.matches('input[type=file]')) {
    event.target.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
