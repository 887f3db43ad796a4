import { describe, expect, it } from 'vitest';
import { FITTED, fitInto, panBy, zoomAt } from './zoom.ts';

const WINDOW = { width: 800, height: 600 };

describe('zoom', () => {
  it('fits an image into the window and never enlarges it', () => {
    expect(fitInto(WINDOW, { width: 4000, height: 2000 })).toEqual({ width: 800, height: 400 });
    expect(fitInto(WINDOW, { width: 2, height: 4000 })).toEqual({ width: 0.3, height: 600 });
    expect(fitInto(WINDOW, { width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
  });

  it('keeps the point under the pointer where it is', () => {
    const fitted = { width: 800, height: 600 };
    const zoom = zoomAt(FITTED, 2, { x: 100, y: -50 }, WINDOW, fitted);
    expect(zoom).toEqual({ scale: 2, x: -100, y: 50 });
    expect(zoomAt(zoom, 0.5, { x: 100, y: -50 }, WINDOW, fitted)).toEqual(FITTED);
  });

  it('stays between the whole image and twelve times its size', () => {
    const fitted = { width: 800, height: 600 };
    expect(zoomAt(FITTED, 0.1, { x: 0, y: 0 }, WINDOW, fitted).scale).toBe(1);
    expect(zoomAt(FITTED, 100, { x: 0, y: 0 }, WINDOW, fitted).scale).toBe(12);
  });

  it('pans to the edges and no further, and not at all where everything is in sight', () => {
    const fitted = { width: 800, height: 300 };
    const zoom = zoomAt(FITTED, 2, { x: 0, y: 0 }, WINDOW, fitted);
    expect(panBy(zoom, { x: 1000, y: 1000 }, WINDOW, fitted)).toEqual({ scale: 2, x: 400, y: 0 });
    expect(panBy(FITTED, { x: 50, y: 50 }, WINDOW, fitted)).toEqual(FITTED);
  });
});
