import type { Page } from '@playwright/test';

/** As in browsers that write into no file that the person chooses. */
export const withoutFilePicker = (page: Page): Promise<unknown> =>
  page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));

/** As in browsers that keep no files of their own either. */
export const withoutScratchFiles = (page: Page): Promise<unknown> =>
  page.addInitScript(() => Reflect.deleteProperty(StorageManager.prototype, 'getDirectory'));
