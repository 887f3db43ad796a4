import { findViolation } from './invariants.ts';
import { learnSteps, type Rules } from './steps.ts';
import type { World } from './world.ts';
import { databaseKey } from './world-key.ts';

/** Far more than one publication or deletion takes. */
const MAX_STEPS = 100;

/** Takes a world to its end by the janitor alone, as after a crash of everything else. */
export type JanitorRun = (world: World) => Promise<string | null>;

/**
 * Nothing fails, nothing late arrives, and the janitor works on what is due until nothing is: then all is at rest and as
 * it was wished last. Once with every attempt the first, once with every attempt the last.
 * @returns what is not so, in words
 */
export function createJanitorRun(rules: Rules): JanitorRun {
  const known = new Map<string, string | null>();
  const standing = rules.order.standing.filter(({ name }) => name === 'begin_verification');
  const alone: Rules = { ...rules, order: { ...rules.order, requests: [], standing } };

  async function runToEnd(world: World, pick: 'first' | 'last'): Promise<string | null> {
    let now: World = { ...world, workers: [null], late: [], faultsLeft: 0 };
    for (let taken = 0; taken < MAX_STEPS; taken++) {
      const steps = await learnSteps(now, alone);
      const step = steps.at(pick === 'first' ? 0 : -1);
      if (!step) return findViolation(now);
      now = step.world;
    }
    return `the janitor comes to no end with an asset that is ${now.database.row?.status ?? 'gone'}`;
  }

  return async (world) => {
    const key = [databaseKey(world.database), world.wish, world.isGivenUp].join('|');
    const before = known.get(key);
    if (before !== undefined) return before;
    const problem = (await runToEnd(world, 'first')) ?? (await runToEnd(world, 'last'));
    known.set(key, problem);
    return problem;
  };
}
