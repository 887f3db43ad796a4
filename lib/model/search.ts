import { ALL_DEFENCES, type Defences } from './defences.ts';
import { findViolation } from './invariants.ts';
import { createJanitorRun } from './janitor-run.ts';
import type { Order } from './orders.ts';
import { learnSteps, type Observe, type Rules } from './steps.ts';
import { WorkerAutomaton } from './worker-automaton.ts';
import type { World } from './world.ts';
import { worldKey } from './world-key.ts';

export type SearchOptions = {
  order: Order;
  /** Processes that work on the asset; the janitor is one of them. */
  workers: number;
  /** Crashes, lost answers, time-outs and broken-off removals in all. */
  faults: number;
  defences?: Defences;
  /** Violations of other kinds are passed over. */
  lookFor?: RegExp;
  forgetsSpentCalls?: boolean;
  observe?: Observe;
};

export type SearchResult = {
  states: number;
  steps: number;
  depth: number;
  /** Null when all holds in every state that can be reached. */
  violation: { what: string; trace: string[] } | null;
};

/** Looks at every state that can be reached, nearest first, and ends at the first one in which something is broken. */
export async function search({
  order,
  workers,
  faults,
  defences = ALL_DEFENCES,
  lookFor = /./,
  forgetsSpentCalls = true,
  observe = () => {},
}: SearchOptions): Promise<SearchResult> {
  const automaton = new WorkerAutomaton();
  const rules: Rules = {
    ...{ order, defences, automaton, forgetsSpentCalls, observe },
    starts: {
      drive: await automaton.start('drive'),
      supply_webp: await automaton.start('supply_webp'),
      supply_png: await automaton.start('supply_png'),
      compare: await automaton.start('compare'),
    },
  };
  const start: World = {
    ...{ database: order.start, workers: Array(workers).fill(null), late: [], requested: 0, faultsLeft: faults },
    ...{ wish: 'private', isGivenUp: false },
  };
  const runJanitor = createJanitorRun(rules);
  const seen = new Set([worldKey(start)]);
  /** By the number of a state: the one before it, and which of the steps from there leads to it. */
  const came: { from: number; by: number }[] = [{ from: -1, by: -1 }];
  let level = [{ world: start, number: 0 }];
  let [depth, taken] = [0, 0];
  for (; level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { world, number } of level) {
      const steps = await learnSteps(world, rules);
      for (const [by, step] of steps.entries()) {
        taken++;
        const key = worldKey(step.world);
        if (seen.has(key)) continue;
        seen.add(key);
        const reached = { world: step.world, number: came.push({ from: number, by }) - 1 };
        const what = findViolation(step.world) ?? (await runJanitor(step.world));
        if (what && lookFor.test(what)) {
          const trace = await retrace(start, came, reached.number, rules);
          return { states: seen.size, steps: taken, depth: depth + 1, violation: { what, trace } };
        }
        next.push(reached);
      }
    }
    if (next.length === 0) break;
    level = next;
  }
  return { states: seen.size, steps: taken, depth, violation: null };
}

async function retrace(
  start: World,
  came: { from: number; by: number }[],
  end: number,
  rules: Rules,
): Promise<string[]> {
  const path: number[] = [];
  for (let at = came[end]; at && at.from >= 0; at = came[at.from]) path.unshift(at.by);
  const trace: string[] = [];
  let world = start;
  for (const by of path) {
    const step = (await learnSteps(world, rules))[by];
    if (!step) throw new Error('the same world has other steps now');
    trace.push(step.tell());
    world = step.world;
  }
  return trace;
}
