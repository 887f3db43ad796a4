/** Gives the focus back to what had it; where that is gone by now, or nothing had it, to the page's content. */
export function focusBack(place: Element | null): void {
  const isThere = place?.isConnected && place !== document.body;
  const target = isThere ? place : document.getElementById('main');
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
