/**
 * `npm run test:faults`: every step of every operation under every fault, on the app as it is built.
 * `-- --operation publish` and `-- --fault "killed after"` run a part; both may be repeated.
 */
import { parseArgs } from 'node:util';
import { findPostgres } from '../../scripts/launch/find-postgres.mjs';
import { takeInventory } from '../support/invariants.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { startFaultStack } from './fault-stack.ts';
import { FAULTS, getFault } from './faults.ts';
import { getOperation, OPERATIONS } from './operations.ts';
import { describeCell } from './run-cells.ts';
import { runMatrix } from './run-matrix.ts';
import { formatTable } from './table.ts';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      operation: { type: 'string', multiple: true },
      fault: { type: 'string', multiple: true },
    },
  });
  const operations = values.operation?.map(getOperation) ?? OPERATIONS;
  const faults = values.fault?.map(getFault) ?? FAULTS;
  const programs = findPostgres();
  if (programs === null)
    throw new Error('No PostgreSQL server is installed here (Debian: apt-get install postgresql).');

  const startedAtMs = Date.now();
  const postgres = await startPostgres(programs);
  const on = await startFaultStack(postgres.url);
  try {
    const results = await runMatrix(on, operations, faults, (result) => {
      for (const { kind, what } of result.violations) console.log(`${kind}: ${describeCell(result)}: ${what}`);
      if (!result.hasHappened) console.log(`missed: ${describeCell(result)}`);
    });
    const { problems } = await takeInventory(on.backend);
    console.log(`\n${formatTable(results)}\n`);
    for (const problem of problems) console.log(`in the end: ${problem}`);
    console.log(`${Math.round((Date.now() - startedAtMs) / 1000)} s`);
    return problems.length > 0 || results.some((r) => r.violations.length > 0 || !r.hasHappened) ? 1 : 0;
  } finally {
    await on.stop();
    await postgres.stop();
  }
}

process.exitCode = await main();
