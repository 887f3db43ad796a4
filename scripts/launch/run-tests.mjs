// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { makeDataTemplate } from './data-template.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { findPostgres } from './find-postgres.mjs';
import { ensureInstalled } from './install.mjs';
import { LaunchError } from './launch-error.mjs';
import { createLifecycle } from './lifecycle.mjs';
import { NEXT_BIN, PINNED_NODE, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { formatDuration } from './step.mjs';
import { countPlaywright, countVitest, findSuiteProblem, formatCounts, sumCounts } from './test-counts.mjs';

const VITEST = `${ROOT}/node_modules/vitest/vitest.mjs`;
const PLAYWRIGHT = `${ROOT}/node_modules/@playwright/test/cli.js`;

/** Runs all checks and ends the process with their verdict. */
export async function runTests() {
  const lifecycle = createLifecycle();
  const reportDir = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  lifecycle.onStop(async () => rmSync(reportDir, { recursive: true, force: true }));
  const path = `${ROOT}/node_modules/.bin:${process.env.PATH}`;
  const dataTemplate = join(reportDir, 'data-template');
  const env = {
    ...process.env,
    PATH: path,
    NEXT_TELEMETRY_DISABLED: '1',
    LITE_TELEMETRY: '0',
    TEST_DATA_TEMPLATE: dataTemplate,
    // The suites start the same servers and scripts a hundred times.
    NODE_COMPILE_CACHE: join(reportDir, 'compile-cache'),
  };

  /** @type {import('./test-counts.mjs').Counts[]} */
  const counts = [];
  /** @type {{ name: string, ms: number }[]} */
  const durations = [];

  /** @param {string[]} args @param {import('./env-files.mjs').Env} [extraEnv] */
  const runNode = (args, extraEnv) =>
    run(PINNED_NODE, args, { cwd: ROOT, env: { ...env, ...extraEnv }, lifecycle, inheritOutput: true });

  /** @param {string[]} args */
  const check = async (args) => {
    const { ok } = await runNode(args);
    if (!ok) throw new LaunchError('it found problems');
  };

  /**
   * @param {string[]} args
   * @param {string} report where the program is told to write its report
   * @param {(report: any) => import('./test-counts.mjs').Counts} count
   * @param {import('./env-files.mjs').Env} [extraEnv]
   */
  const suite = async (args, report, count, extraEnv) => {
    const { ok } = await runNode(args, extraEnv);
    const counted = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : null;
    if (counted) counts.push(counted);
    const problem = findSuiteProblem(ok, counted);
    if (problem) throw new LaunchError(problem);
  };

  /** @param {string} project */
  const vitest = (project) => {
    const report = join(reportDir, `${project}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return suite([VITEST, 'run', '--project', project, ...reporters], report, countVitest);
  };
  const onPostgres = async () => {
    if (findPostgres()) {
      await vitest('contract-postgres');
      await vitest('integration-postgres');
    } else console.log('skipped: no PostgreSQL server is installed here (Debian: apt-get install postgresql)');
  };
  /** @param {string} project */
  const playwright = (project) => {
    const report = join(reportDir, `${project}.json`);
    return suite([PLAYWRIGHT, 'test', '--project', project], report, countPlaywright, {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
  };

  const checkTypes = async () => {
    await check([NEXT_BIN, 'typegen']);
    await check([`${ROOT}/node_modules/typescript/bin/tsc`, '--noEmit']);
  };

  /** @type {[string, () => Promise<unknown>][]} */
  const steps = [
    ['install', () => ensureInstalled({ root: ROOT, env, lifecycle })],
    ['browser', () => ensureChromium({ env, lifecycle })],
    ['lint', () => check([`${ROOT}/node_modules/@biomejs/biome/bin/biome`, 'check', '.'])],
    ['types', checkTypes],
    ['first start of a database', () => makeDataTemplate({ dataDir: dataTemplate, env, lifecycle })],
    ['unit tests', () => vitest('unit')],
    ['build', () => ensureBuilt({ root: ROOT, env, lifecycle })],
    ['contract of Storage', () => vitest('contract')],
    ['integration tests', () => vitest('integration')],
    ['contract and integration on PostgreSQL', onPostgres],
    ['end-to-end tests', () => playwright('chromium')],
    ['figures of the pages', () => playwright('figures')],
  ];

  let failed = false;
  for (const [name, work] of steps) {
    console.log(`\n=== ${name} ===`);
    const startedAtMs = Date.now();
    try {
      await work();
    } catch (error) {
      failed = true;
      console.error(
        `\n${name} failed: ${error instanceof LaunchError ? error.message : /** @type {Error} */ (error).stack}`,
      );
    }
    durations.push({ name, ms: Date.now() - startedAtMs });
    if (failed) break;
  }

  const totalMs = durations.reduce((sum, { ms }) => sum + ms, 0);
  console.log('');
  for (const { name, ms } of [...durations, { name: 'all', ms: totalMs }]) {
    console.log(`${name.padEnd(42)}${formatDuration(ms).padStart(12)}`);
  }
  console.log(`\n${formatCounts(sumCounts(counts))}`);
  await lifecycle.stop(failed ? 1 : 0);
}
