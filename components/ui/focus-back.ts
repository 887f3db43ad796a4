/** Gives the focus back to what had it; where that is gone by now, to the page's content, from where Tab leads on. */
export function focusBack(place: Element | null): void {
  const target = place === null || place.isConnected ? place : document.getElementById('main');
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
