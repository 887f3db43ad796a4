/**
 * `npm run test:faults`: every step of every operation under every fault, then a soak, on the app as it is built.
 *
 *   -- --operation publish --fault "killed after"   a part of the matrix alone; both may be repeated
 *   -- --soak 500                                    a soak of that many operations alone
 *   -- --seed 7                                      the soak that printed this seed
 *   -- --verbose                                     every cell as it ends
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { findPostgres } from '../../scripts/launch/find-postgres.mjs';
import { createLifecycle, type Lifecycle } from '../../scripts/launch/lifecycle.mjs';
import { startPostgres } from '../support/start-postgres.ts';
import { type FaultStack, startFaultStack } from './fault-stack.ts';
import { FAULTS, getFault } from './faults.ts';
import { takeFinalInventory } from './final-inventory.ts';
import { getOperation, OPERATIONS } from './operations.ts';
import { describeCell } from './run-cells.ts';
import { runMatrix } from './run-matrix.ts';
import { runSoak } from './run-soak.ts';
import { formatTable } from './table.ts';

const SOAK_OPERATIONS = 5000;
const SAID_EVERY = 250;

const { values } = parseArgs({
  options: {
    operation: { type: 'string', multiple: true },
    fault: { type: 'string', multiple: true },
    soak: { type: 'string' },
    seed: { type: 'string' },
    verbose: { type: 'boolean' },
  },
});

/** How many cells, and things in the end, are not as they have to be. */
async function matrix(on: FaultStack): Promise<number> {
  const operations = values.operation?.map(getOperation) ?? OPERATIONS;
  const faults = values.fault?.map(getFault) ?? FAULTS;
  const results = await runMatrix(on, operations, faults, (result) => {
    if (values.verbose) console.log(`${describeCell(result)}: ${result.durationMs} ms`);
    for (const { kind, what } of result.violations) console.log(`${kind}: ${describeCell(result)}: ${what}`);
    if (!result.hasHappened) console.log(`missed: ${describeCell(result)}`);
  });
  const { problems } = await takeFinalInventory(on);
  for (const problem of problems) console.log(`in the end: ${problem}`);
  console.log(`\n${formatTable(results)}`);
  return problems.length + results.filter((r) => r.violations.length > 0 || !r.hasHappened).length;
}

async function soak(on: FaultStack, operations: number): Promise<number> {
  const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
  console.log(`\nsoak of ${operations} operations, --seed ${seed}`);
  const { acknowledged, kills, faults, violations } = await runSoak(on, operations, seed, (count) => {
    if (count % SAID_EVERY === 0) console.log(`${count} acknowledged`);
  });
  for (const { kind, what } of violations) console.log(`${kind}: ${what}`);
  console.log(
    `${operations} operations, ${acknowledged} acknowledged, ${kills.app} kills of the app, ${kills.backEnd} of the back end, ` +
      `${faults} other faults, ${violations.length} violations` +
      (violations.length === 0 ? `: fewer than ${(300 / acknowledged).toFixed(3)} % at 95 % confidence (3/N)` : ''),
  );
  return violations.length;
}

async function timed(part: Promise<number>): Promise<number> {
  const startedAtMs = Date.now();
  const failures = await part;
  console.log(`${Math.round((Date.now() - startedAtMs) / 1000)} s`);
  return failures;
}

/** How many things are not as they have to be. */
async function run(programs: string, lifecycle: Lifecycle): Promise<number> {
  const postgres = await startPostgres(programs);
  lifecycle.onStop(postgres.stop);
  const on = await startFaultStack(postgres.url);
  lifecycle.onStop(on.stop);
  const isPart = values.operation !== undefined || values.fault !== undefined;
  const inMatrix = values.soak === undefined ? await timed(matrix(on)) : 0;
  return inMatrix + (isPart ? 0 : await timed(soak(on, Number(values.soak ?? SOAK_OPERATIONS))));
}

const programs = findPostgres();
if (programs === null) throw new Error('No PostgreSQL server is installed here (Debian: apt-get install postgresql).');
// Whatever ends this ends the servers too. Cells that are under way fail by it, which is nobody's concern any more.
const lifecycle = createLifecycle({ onSignal: () => process.on('uncaughtException', () => {}) });
const failures = await run(programs, lifecycle).catch((error: unknown) => {
  console.error(error);
  return 1;
});
await lifecycle.stop(failures === 0 ? 0 : 1);
