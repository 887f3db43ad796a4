import type { FaultStack } from './fault-stack.ts';
import type { Fault } from './faults.ts';
import { listSteps } from './list-steps.ts';
import type { Operation } from './operations.ts';
import { type Cell, type CellResult, runCells, type Step } from './run-cells.ts';
import { addPerson, type Person } from './subject.ts';

/** Cells that run at once. */
const AT_ONCE = 8;
/**
 * Workers hold four files in memory at once, and no more. Cells whose requests stand still must leave room for the
 * others, and where they stand still for long, for those who take over.
 */
const KILLED_AT_ONCE = 6;
const HELD_AT_ONCE = 3;

/** Every step of every operation under every fault. @param onResult for who watches */
export async function runMatrix(
  on: FaultStack,
  operations: Operation[],
  faults: Fault[],
  onResult: (result: CellResult) => void,
): Promise<CellResult[]> {
  const addPeople = () => Promise.all(Array.from({ length: AT_ONCE }, () => addPerson(on.stack)));
  let people = await addPeople();
  const results: CellResult[] = [];
  for (const operation of operations) {
    const [person] = people;
    if (!person) throw new Error('there are people');
    const steps = await listSteps(on, operation, person);
    for (const fault of faults) {
      if (fault.isOvertaken && !operation.contrary) continue;
      for (const batch of makeBatches(operation, steps, fault)) {
        const batchResults = await runUntilHappened(on, batch, people);
        for (const result of batchResults) {
          results.push(result);
          onResult(result);
        }
        // What is wrong with somebody stays wrong, and must not be found again in the next cell.
        if (batchResults.some(({ violations }) => violations.length > 0)) people = await addPeople();
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
  const count = Math.ceil(owned.length / atOnceUnder(fault));
  // Neighbours do not run at once: they hold what the others need.
  for (let first = 0; first < count; first++) batches.push(owned.filter((_, index) => index % count === first));
  return batches;
}

function atOnceUnder({ endsAfter, victim }: Fault): number {
  if (endsAfter === 'takenOver') return HELD_AT_ONCE;
  return victim ? KILLED_AT_ONCE : AT_ONCE;
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
