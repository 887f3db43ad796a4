import { expect } from '@playwright/test';
import { test } from './support/test.ts';

/** As Chromium judges it, by https://developer.mozilla.org/docs/Web/Progressive_web_apps/Guides/Making_PWAs_installable. */
test('the site can be installed as an app', async ({ page, context, request }) => {
  await page.goto('/sign-in');
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A context of Playwright's is a private window: that is all there is against it.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);

  const { url, data, errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '');
  expect(manifest).toMatchObject({ name: 'Vitrine', start_url: '/jobs', display: 'standalone' });
  for (const { src, sizes } of manifest.icons) {
    const answer = await request.get(new URL(src, url).href);
    expect(answer.status(), src).toBe(200);
    expect(answer.headers()['content-type'], src).toBe('image/png');
    const png = await answer.body();
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
  }
  await expect(page.locator('link[rel="apple-touch-icon"]')).toHaveAttribute('href', /apple-icon/);
});
