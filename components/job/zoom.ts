/** How an image is enlarged, and how far its middle lies from the middle of the window, in pixels. */
export type Zoom = { readonly scale: number; readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

export const FITTED: Zoom = { scale: 1, x: 0, y: 0 };
/** What a double click does. */
export const CLOSE_UP = 2.5;
export const STEP = 1.5;
const MAX_SCALE = 12;

/** Into the window, never larger than it is. */
export function fitInto(window: Size, image: Size): Size {
  const ratio = Math.min(1, window.width / image.width, window.height / image.height);
  return { width: image.width * ratio, height: image.height * ratio };
}

/** Enlarges by a factor; the point, from the middle of the window, stays where it is. */
export function zoomAt(zoom: Zoom, factor: number, point: Point, window: Size, fitted: Size): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, zoom.scale * factor));
  const grown = scale / zoom.scale;
  const moved = { scale, x: point.x - (point.x - zoom.x) * grown, y: point.y - (point.y - zoom.y) * grown };
  return keepInside(moved, window, fitted);
}

export const panBy = (zoom: Zoom, by: Point, window: Size, fitted: Size): Zoom =>
  keepInside({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, window, fitted);

/** No edge of the image comes further in than the window's, unless all of it fits. */
function keepInside({ scale, x, y }: Zoom, window: Size, fitted: Size): Zoom {
  const room = (image: number, span: number) => Math.max(0, (image * scale - span) / 2);
  const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return {
    scale,
    x: within(x, room(fitted.width, window.width)),
    y: within(y, room(fitted.height, window.height)),
  };
}
