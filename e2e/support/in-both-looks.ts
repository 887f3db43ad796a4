import type { ViewportSize } from '@playwright/test';
import { test } from './test.ts';

/** Tests on a light desk and on a dark phone. */
export function inBothLooks(define: (viewport: ViewportSize) => void): void {
  for (const { colorScheme, viewport } of [
    { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
    { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ] as const) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });
      define(viewport);
    });
  }
}
