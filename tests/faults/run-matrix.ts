import type { FaultStack } from './fault-stack.ts';
import type { Fault } from './faults.ts';
import { listSteps } from './list-steps.ts';
import type { Operation } from './operations.ts';
import { type Cell, type CellResult, runCells, type Step } from './run-cells.ts';
import { addPerson, type Person } from './subject.ts';

/** Workers hold four files in memory at once, and no more: cells beyond would wait for each other. */
const AT_ONCE = 4;
/** Where workers stand still there has to be room for those who take over. */
const HELD_AT_ONCE = 2;

/** Every step of every operation under every fault. @param onResult for who watches */
export async function runMatrix(
  on: FaultStack,
  operations: Operation[],
  faults: Fault[],
  onResult: (result: CellResult) => void,
): Promise<CellResult[]> {
  const people = await Promise.all(Array.from({ length: AT_ONCE }, () => addPerson(on.stack)));
  const results: CellResult[] = [];
  for (const operation of operations) {
    const [person] = people;
    if (!person) throw new Error('there are people');
    const steps = await listSteps(on, operation, person);
    for (const fault of faults) {
      for (const batch of makeBatches(operation, steps, fault)) {
        for (const result of await runUntilHappened(on, batch, people)) {
          results.push(result);
          onResult(result);
        }
      }
    }
  }
  return results;
}

/** What names nobody cannot be told apart when several do it at once. */
function makeBatches(operation: Operation, steps: Step[], fault: Fault): Cell[][] {
  const cells = steps.map((step): Cell => ({ operation, step, fault }));
  const batches = cells.filter(({ step }) => step.ownerless).map((cell) => [cell]);
  const owned = cells.filter(({ step }) => !step.ownerless);
  const atOnce = fault.endsAfter === 'takenOver' ? HELD_AT_ONCE : AT_ONCE;
  for (let start = 0; start < owned.length; start += atOnce) batches.push(owned.slice(start, start + atOnce));
  return batches;
}

/** A request that others have made needless in this run is waited for once more, alone. */
async function runUntilHappened(on: FaultStack, batch: Cell[], people: Person[]): Promise<CellResult[]> {
  const results: CellResult[] = [];
  for (const result of await runCells(on, batch, people)) {
    if (result.hasHappened || result.violations.length > 0) results.push(result);
    else results.push(...(await runCells(on, [toCell(result)], people)));
  }
  return results;
}

const toCell = ({ operation, step, fault }: CellResult): Cell => ({ operation, step, fault });
