'use client';

import { useEffect, useId, useState } from 'react';
import { createPortal } from 'react-dom';

const OPEN_AFTER_MS = 400;
const EDGE_PX = 8;
const GAP_PX = 6;

type Shown = { target: HTMLElement; text: string };

/**
 * One tooltip for every control with `data-tooltip`: it costs each of them an attribute. What must be known is never only
 * in a tooltip: touch has none.
 */
export function Tooltips() {
  const id = useId();
  const [shown, setShown] = useState<Shown | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const on = (target: EventTarget, type: string, listener: (event: Event) => void, capture = false) =>
      target.addEventListener(type, listener, { signal: stop.signal, capture, passive: true });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hovered: HTMLElement | null = null;
    let pressed = false;
    const hide = () => {
      clearTimeout(timer);
      setShown(null);
    };
    const show = (target: HTMLElement | null, afterMs: number) => {
      hide();
      if (target === null) return;
      timer = setTimeout(() => {
        // It may have gone meanwhile.
        if (target.isConnected) setShown({ target, text: target.dataset.tooltip ?? '' });
      }, afterMs);
    };
    const targetOf = (event: Event) =>
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tooltip]') : null;

    on(document, 'pointerover', (event) => {
      const target = targetOf(event);
      if (target === hovered || (event as PointerEvent).pointerType === 'touch') return;
      hovered = target;
      show(target, OPEN_AFTER_MS);
    });
    on(document.documentElement, 'pointerleave', () => {
      hovered = null;
      hide();
    });
    on(document, 'focusin', (event) => {
      if (!pressed) show(targetOf(event), 0);
    });
    on(document, 'focusout', hide);
    // Before the control: what it opens or takes away has no tooltip of it.
    on(
      document,
      'pointerdown',
      () => {
        pressed = true;
        hide();
      },
      true,
    );
    // What was clicked before this listened is clicked once more without a `pointerup`.
    for (const type of ['pointerup', 'pointercancel', 'click']) {
      on(
        document,
        type,
        (event) => {
          pressed = false;
          if (event.type === 'click') hide();
        },
        true,
      );
    }
    on(document, 'keydown', (event) => (event as KeyboardEvent).key === 'Escape' && hide(), true);
    on(window, 'scroll', hide, true);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    if (shown === null) return;
    const { target } = shown;
    const described = target.getAttribute('aria-describedby');
    target.setAttribute('aria-describedby', described === null ? id : `${described} ${id}`);
    return () => {
      if (described === null) target.removeAttribute('aria-describedby');
      else target.setAttribute('aria-describedby', described);
    };
  }, [shown, id]);

  if (shown === null) return null;
  // Last in the document: a dialog that is open hides what was there before it.
  return createPortal(
    <div
      id={id}
      role="tooltip"
      ref={(element) => {
        if (element !== null) place(element, shown.target.getBoundingClientRect());
      }}
      className="pointer-events-none fixed z-50 max-w-64 animate-fade-in break-words rounded-md bg-text px-2 py-1 text-ground text-xs"
    >
      {shown.text}
    </div>,
    document.body,
  );
}

/** Above the target and centred on it, as far as the window has room. */
function place(element: HTMLElement, target: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = target.left + target.width / 2 - width / 2;
  const above = target.top - height - GAP_PX;
  element.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
  element.style.top = `${above < EDGE_PX ? target.bottom + GAP_PX : above}px`;
}
