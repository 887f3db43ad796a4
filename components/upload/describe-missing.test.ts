import { expect, test } from 'vitest';
import { describeMissing } from './describe-missing.ts';

const startedAtMs = new Date(2026, 2, 9, 12, 3).getTime();

test.each([
  [7, 12, new Date(2026, 2, 9, 15), '7 of 12 files from 12:03 are not in yet.'],
  [1, 12, new Date(2026, 2, 9, 15), '1 of 12 files from 12:03 is not in yet.'],
  [1, 1, new Date(2026, 2, 9, 15), '1 file from 12:03 is not in yet.'],
  [3, 3, new Date(2026, 2, 10, 1), '3 files from 9 March, 12:03 are not in yet.'],
])('%i of %i', (missingCount, totalCount, now, words) => {
  expect(describeMissing({ missingCount, totalCount, startedAtMs }, now)).toBe(words);
});
