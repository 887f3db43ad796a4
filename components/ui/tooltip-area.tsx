'use client';

import { createContext, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { tooltipClass } from './tooltip-class';

const OPEN_AFTER_MS = 400;
const EDGE_PX = 8;
const GAP_PX = 6;

/** Inside an area tooltips only say their text; the area shows it. */
export const TooltipAreaContext = createContext(false);

type Shown = { target: HTMLElement; text: string };

/** One tooltip for all that is inside: what a list with hundreds of buttons can afford. */
export function TooltipArea({ children }: { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const id = useId();
  const [shown, setShown] = useState<Shown | null>(null);

  useEffect(() => {
    const element = area.current;
    if (element === null) return;
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
      timer = setTimeout(() => setShown({ target, text: target.dataset.tooltip ?? '' }), afterMs);
    };
    const targetOf = (event: Event) =>
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tooltip]') : null;

    on(element, 'pointerover', (event) => {
      const target = targetOf(event);
      if (target === hovered || (event as PointerEvent).pointerType === 'touch') return;
      hovered = target;
      show(target, OPEN_AFTER_MS);
    });
    on(element, 'pointerleave', () => {
      hovered = null;
      hide();
    });
    on(element, 'focusin', (event) => {
      if (!pressed) show(targetOf(event), 0);
    });
    on(element, 'focusout', hide);
    on(element, 'pointerdown', () => {
      pressed = true;
      hide();
    });
    for (const type of ['pointerup', 'pointercancel']) {
      on(document, type, () => {
        pressed = false;
      });
    }
    on(document, 'keydown', (event) => (event as KeyboardEvent).key === 'Escape' && hide());
    on(window, 'scroll', hide, true);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    if (shown === null) return;
    const { target } = shown;
    target.setAttribute('aria-describedby', id);
    return () => target.removeAttribute('aria-describedby');
  }, [shown, id]);

  return (
    <div ref={area} className="contents">
      <TooltipAreaContext value={true}>{children}</TooltipAreaContext>
      {shown !== null ? (
        <div
          id={id}
          role="tooltip"
          ref={(element) => {
            if (element !== null) place(element, shown.target.getBoundingClientRect());
          }}
          className={`fixed animate-fade-in ${tooltipClass}`}
        >
          {shown.text}
        </div>
      ) : null}
    </div>
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
