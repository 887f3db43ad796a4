import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultStack, startFaultStack } from './faults/fault-stack.ts';
import { getFault } from './faults/faults.ts';
import { OPERATIONS } from './faults/operations.ts';
import { describeCell } from './faults/run-cells.ts';
import { runMatrix } from './faults/run-matrix.ts';
import { formatTable } from './faults/table.ts';
import { takeInventory } from './support/invariants.ts';

/**
 * A part of `npm run test:faults`: every request that an operation makes, its answer lost, and the app killed once it was
 * done. PGlite, which has one connection, would show no race.
 */

const FAULTS = ['killed after', 'answer lost'].map(getFault);
/** The others are made of the same steps, or of a few. */
const OF = ['complete', 'publish', 'unpublish', 'delete'];
const MAX_MS = 600_000;

let on: FaultStack;

beforeAll(async () => {
  on = await startFaultStack(process.env.TEST_POSTGRES_URL ?? '');
});
afterAll(() => on?.stop());

test(
  'nothing is lost, leaked or broken',
  async () => {
    const problems: string[] = [];
    const operations = OPERATIONS.filter(({ name }) => OF.includes(name));
    expect(operations).toHaveLength(OF.length);
    const results = await runMatrix(on, operations, FAULTS, (result) => {
      problems.push(...result.violations.map(({ kind, what }) => `${kind}: ${describeCell(result)}: ${what}`));
      if (!result.hasHappened) problems.push(`missed: ${describeCell(result)}`);
    });
    console.log(formatTable(results));
    expect(problems).toEqual([]);
    expect((await takeInventory(on.backend)).problems).toEqual([]);
  },
  MAX_MS,
);
