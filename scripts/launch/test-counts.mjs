// @ts-check

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @type {Counts} */
export const NO_TESTS = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {{ success?: boolean, numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number }} report of vitest's json reporter
 * @returns {Counts} a file that could not even be loaded counts as one failure
 */
export function countVitest(report) {
  const failed = report.numFailedTests ?? 0;
  return {
    passed: report.numPassedTests ?? 0,
    failed: failed === 0 && report.success === false ? 1 : failed,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * @param {{ errors?: unknown[], stats?: { expected?: number, unexpected?: number, flaky?: number, skipped?: number } }} report of Playwright's json reporter
 * @returns {Counts} a flaky test counts as failed, and so does an error outside of any test
 */
export function countPlaywright({ stats = {}, errors = [] }) {
  const failed = (stats.unexpected ?? 0) + (stats.flaky ?? 0);
  return {
    passed: stats.expected ?? 0,
    failed: failed === 0 && errors.length > 0 ? 1 : failed,
    skipped: stats.skipped ?? 0,
  };
}

/**
 * @param {Counts[]} counts
 * @returns {Counts}
 */
export function sumCounts(counts) {
  return counts.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    NO_TESTS,
  );
}

/**
 * Why a suite did not pass, or null. A suite that ran nothing proves nothing.
 * @param {boolean} ok whether its program ended with code 0
 * @param {Counts | null} counts null when it left no report
 */
export function findSuiteProblem(ok, counts) {
  if (counts === null) return 'it left no report';
  if (counts.failed > 0) return `${counts.failed} failed`;
  if (counts.passed === 0) return 'no test ran';
  return ok ? null : 'it ended with an error';
}

/** @param {Counts} counts */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
