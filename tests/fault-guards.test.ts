import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultStack, startFaultStack } from './faults/fault-stack.ts';
import { getFault } from './faults/faults.ts';
import { getOperation } from './faults/operations.ts';
import { describeCell } from './faults/run-cells.ts';
import { runMatrix } from './faults/run-matrix.ts';

/** The kill matrix is worth something only if it turns red where what it tests is gone. */

const MAX_MS = 600_000;

let on: FaultStack;

beforeEach(async () => {
  on = await startFaultStack(process.env.TEST_POSTGRES_URL ?? '');
});
afterEach(() => on?.stop());

/** Cells that found something. */
async function listRed(operations: string[], faults: string[]): Promise<string[]> {
  const red: string[] = [];
  await runMatrix(on, operations.map(getOperation), faults.map(getFault), (result) => {
    const [first] = result.violations;
    if (first) red.push(`${describeCell(result)}: ${first.kind}: ${first.what}`);
  });
  console.log(red.join('\n') || 'nothing turned red');
  return red;
}

test(
  'without the guard on storage.objects',
  async () => {
    await on.sql`alter table storage.objects disable trigger guard_storage_objects`;
    expect(await listRed(['publish', 'complete'], ['overtaken'])).not.toEqual([]);
  },
  MAX_MS,
);

// Both at once: with one of them gone the other still catches what these cells do.
test(
  'with workers that are never too late, and transitions that do not look at what is stored',
  async () => {
    const [definition] = await on.sql<{ text: string }[]>`
      select pg_get_functiondef('private.lock_for_worker(uuid, text, bigint, uuid)'::regprocedure) as text`;
    const blind = (definition?.text ?? '')
      .replace('and a.status = p_status and a.generation = p_generation', '')
      .replace(/or not exists \(.*?\) then/s, 'then');
    expect(blind).not.toBe(definition?.text);
    await on.sql.unsafe(blind);
    await on.sql`create or replace function private.require_no_files(p_bucket text, p_stem text) returns void
      language sql as 'select'`;
    expect(await listRed(['unpublish'], ['overtaken'])).not.toEqual([]);
  },
  MAX_MS,
);
