import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What is on the screen is accessible and fits. @param what names it in a failure */
export async function expectSound(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  expect(found, `axe on ${what}`).toEqual([]);
  expect(await page.evaluate(findCutOff), `reaches beyond the edge of ${what}`).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `pixels beyond the right edge of ${what}`).toBeLessThanOrEqual(0);
}

/** What reaches beyond the left or right edge and cannot be scrolled to: what is fixed widens no page. */
function findCutOff(): string[] {
  const isInsideScroller = (element: Element): boolean => {
    for (
      let around = element.parentElement;
      around !== null && around !== document.body;
      around = around.parentElement
    ) {
      if (getComputedStyle(around).overflowX !== 'visible') return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      const isOutside = left < -1 || right > innerWidth + 1;
      return isOutside && width > 1 && height > 1 && element.checkVisibility() && !isInsideScroller(element);
    })
    .map((element) => element.outerHTML.slice(0, 120));
}
