/**
 * A ref for what lies along the lower edge of the screen: while it is there, its height is in `--foot-{name}`, so that
 * what floats above it covers none of it.
 */
const measureFoot = (name: string) => (element: HTMLElement | null) => {
  if (element === null) return;
  const { style } = document.documentElement;
  const property = `--foot-${name}`;
  const observer = new ResizeObserver(() => style.setProperty(property, `${element.offsetHeight}px`));
  observer.observe(element);
  return () => {
    observer.disconnect();
    style.removeProperty(property);
  };
};

/** Of a page on phones: its actions, at the very edge. */
export const barFoot = measureFoot('bar');
/** On phones: the uploads, above the bar. */
export const trayFoot = measureFoot('tray');
/** Of a lightbox, which covers the other two. */
export const lightboxFoot = measureFoot('lightbox');
