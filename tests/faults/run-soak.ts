import { setTimeout as wait } from 'node:timers/promises';
import type { FaultStack } from './fault-stack.ts';
import { type Fault, getFault } from './faults.ts';
import { takeFinalInventory } from './final-inventory.ts';
import { inspectOwner } from './inspect-owner.ts';
import { endLeases, readOwner } from './owner-state.ts';
import { createRandom, pick } from './random.ts';
import { createSoakClient } from './soak-client.ts';
import { addPerson } from './subject.ts';
import type { Violation } from './violation.ts';

const CLIENTS = 20;
const KILL_AFTER_MS = { least: 2000, most: 5000 };
/** Of all requests of the app and of browsers. */
const FAULT_SHARE = 0.01;
const LATE_WITHIN_MS = 3000;
const SETTLES_WITHIN_MS = 120_000;

export type SoakReport = {
  operations: number;
  acknowledged: number;
  kills: { app: number; backEnd: number };
  faults: number;
  violations: Violation[];
};

/**
 * Many clients at once, the app or the back end killed every few seconds, answers lost in between. The seed decides who
 * wants what and when somebody is killed; what meets what is up to the machine.
 * @param onAcknowledged for who watches
 */
export async function runSoak(
  on: FaultStack,
  operations: number,
  seed: number,
  onAcknowledged: (count: number) => void = () => {},
): Promise<SoakReport> {
  const random = createRandom(seed);
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const person = await addPerson(on.stack);
      const { id } = await person.api.createJob('Soak');
      return createSoakClient(person, id, createRandom(seed + 1 + index));
    }),
  );
  const ownerIds = clients.map(({ person }) => person.user.id);
  const violations: Violation[] = [];
  const report: SoakReport = { operations, acknowledged: 0, kills: { app: 0, backEnd: 0 }, faults: 0, violations };
  let left = operations;
  let isOver = false;

  const stopFaults = hurt(on, random, () => report.faults++);
  const killing = (async () => {
    for (;;) {
      await wait(KILL_AFTER_MS.least + random() * (KILL_AFTER_MS.most - KILL_AFTER_MS.least));
      if (isOver) return;
      const victim = random() < 0.6 ? 'app' : 'backEnd';
      report.kills[victim]++;
      await (victim === 'app' ? on.stack.killApp('SIGKILL') : on.stack.killBackend('SIGKILL'));
      await (victim === 'app' ? on.stack.restartApp() : on.stack.restartBackend());
      // A minute later, so that nobody waits for the dead; workers that live have theirs taken from them.
      await endLeases(on.sql, ownerIds);
    }
  })();
  await Promise.all(
    clients.map(async (client) => {
      while (left-- > 0) {
        try {
          await client.step();
          onAcknowledged(++report.acknowledged);
        } catch (error) {
          violations.push({ kind: 'broken', what: `an operation never came to its end: ${error}` });
        }
      }
    }),
  );
  isOver = true;
  await killing;
  stopFaults();
  await wait(LATE_WITHIN_MS);

  await settle(on, ownerIds);
  for (const client of clients) {
    const state = await readOwner(on.sql, client.person.user.id);
    for (const { id } of state.jobs) violations.push(...(await inspectOwner(on, state, id)));
    violations.push(...client.violations, ...client.compare(state));
  }
  const { problems } = await takeFinalInventory(on);
  violations.push(...problems.map((what): Violation => ({ kind: 'broken', what: `inventory: ${what}` })));
  return report;
}

const HURTING: Fault[] = ['answer lost', 'answers 500', 'answers 429', 'late'].map(getFault);

/** Now and then a request meets a fault that kills nobody. @returns how to stop it */
function hurt({ proxy }: FaultStack, random: () => number, onFault: () => void): () => void {
  const never = Promise.withResolvers<void>().promise;
  return proxy.intercept((exchange) => {
    // What names nobody is about starting and the janitor's lists.
    if (exchange.ownerId === null || random() >= FAULT_SHARE) return null;
    onFault();
    const givenUp = wait(random() * LATE_WITHIN_MS);
    return pick(random, HURTING).happen(exchange, { dead: () => never, givenUp, takenOver: never, repeated: never });
  });
}

/** One pass of the janitor finds what is due; a backlog may take more. */
async function settle(on: FaultStack, ownerIds: string[]): Promise<void> {
  const deadline = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    await endLeases(on.sql, ownerIds);
    await on.tick();
    const states = await Promise.all(ownerIds.map((id) => readOwner(on.sql, id)));
    if (states.every(({ work }) => work.length === 0) || Date.now() > deadline) return;
    await wait(500);
  }
}
