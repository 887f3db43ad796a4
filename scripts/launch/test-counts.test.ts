import { expect, test } from 'vitest';
import { countPlaywright, countVitest, findSuiteProblem, formatCounts, sumCounts } from './test-counts.mjs';

test('sums vitest and Playwright reports into the final line', () => {
  const vitest = countVitest({
    success: true,
    numPassedTests: 10,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
  });
  const playwright = countPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 } });
  expect(formatCounts(sumCounts([vitest, playwright]))).toBe('14 passed, 2 failed, 5 skipped');
  expect(formatCounts(sumCounts([]))).toBe('0 passed, 0 failed, 0 skipped');
});

test('a file that could not be loaded and an error outside of tests count as failures', () => {
  expect(countVitest({ success: false, numPassedTests: 3, numFailedTests: 0 }).failed).toBe(1);
  expect(countPlaywright({ stats: { expected: 0 }, errors: [{ message: 'setup' }] }).failed).toBe(1);
});

test('a suite fails without a report, with failures, with nothing run, or by its exit code', () => {
  const passed = { passed: 2, failed: 0, skipped: 0 };
  expect(findSuiteProblem(true, passed)).toBeNull();
  expect(findSuiteProblem(true, null)).toBe('it left no report');
  expect(findSuiteProblem(false, { ...passed, failed: 2 })).toBe('2 failed');
  expect(findSuiteProblem(true, { passed: 0, failed: 0, skipped: 4 })).toBe('no test ran');
  expect(findSuiteProblem(false, passed)).toBe('it ended with an error');
});
