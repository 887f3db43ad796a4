import { EXTERNAL } from '../../tests/support/external-back-end.ts';
import { test } from './test.ts';

/** Within a test or at the top of a file: skips on an external back end, and says why; Playwright's list does not. */
export function skipOnExternal(reason: string): void {
  if (EXTERNAL) console.log(`skipped on an external back end: ${reason}`);
  test.skip(EXTERNAL !== null, reason);
}
