import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from './fault-proxy.ts';
import type { FaultStack } from './fault-stack.ts';
import type { Fault, Moments } from './faults.ts';
import { inspectOwner } from './inspect-owner.ts';
import { getOperation, type Operation } from './operations.ts';
import { endLeases, endPauses, type OwnerState, readOwner } from './owner-state.ts';
import type { Person, Subject } from './subject.ts';
import type { Violation } from './violation.ts';

/** The n-th request of this name that the app makes for the operation; `ownerless`: it names nobody. */
export type Step = { name: string; occurrence: number; ownerless: boolean };
export type Cell = { operation: Operation; step: Step; fault: Fault };
export type CellResult = Cell & { hasHappened: boolean; durationMs: number; violations: Violation[] };

/** After the fault, the client does not wait longer than this. */
const CLIENT_PATIENCE_MS = 700;
const HAPPENS_WITHIN_MS = 10_000;
const COMES_FAR_WITHIN_MS = 2500;
const SETTLES_WITHIN_MS = 10_000;
const NUDGE_MS = 60;

export const describeCell = ({ operation, step, fault }: Cell): string =>
  `${operation.name} / ${step.name}${step.occurrence > 1 ? ` (${step.occurrence})` : ''} / ${fault.name}`;

type Running = {
  cell: Cell;
  subject: Subject;
  ownerId: string;
  happened: PromiseWithResolvers<void>;
  hasHappened: boolean;
  /** Whether it stands where the victim may be killed. */
  isReady: boolean;
  asking: Promise<number | null>;
  faulting: Promise<void>;
  violations: Violation[];
};

/**
 * Runs cells of one fault at once, each for a person of its own. After each: what was killed is started again, leases end,
 * the janitor makes one pass; then everything holds, and the operation, asked again, reaches its end. What comes later still
 * is followed by a pass of the janitor of its own.
 */
export async function runCells(on: FaultStack, cells: Cell[], people: Person[]): Promise<CellResult[]> {
  const fault = cells[0]?.fault;
  if (!fault || cells.some((cell) => cell.fault !== fault)) throw new Error('cells that run at once share their fault');
  const startedAtMs = Date.now();
  const dead = Promise.withResolvers<void>();
  const givenUp = Promise.withResolvers<void>();
  const takenOver = Promise.withResolvers<void>();
  const repeated = Promise.withResolvers<void>();

  const running = await Promise.all(
    cells.map(async (cell, index): Promise<Running> => {
      const person = people[index];
      if (!person) throw new Error('more cells than people');
      const subject = await cell.operation.prepare(person, on);
      return {
        ...{ cell, subject, ownerId: subject.person.user.id, violations: [], isReady: false, hasHappened: false },
        ...{ happened: Promise.withResolvers<void>(), asking: Promise.resolve(null), faulting: Promise.resolve() },
      };
    }),
  );
  const ownerIds = running.map(({ ownerId }) => ownerId);
  const disarm = running.map((run) => arm(on, run, { dead, givenUp, takenOver, repeated }));
  const stopNudging = nudge(on, ownerIds);
  const note = (run: Running, kind: Violation['kind'], what: string) => void run.violations.push({ kind, what });

  for (const run of running) run.asking = ask(on, run);
  const outcomes = running.map((run) => Promise.race([run.happened.promise, run.asking]));
  await Promise.race([Promise.all(outcomes), wait(HAPPENS_WITHIN_MS)]);
  for (const remove of disarm) remove();
  if (fault.victim) {
    // Those that have begun come as far as they can.
    await until(() => running.every((run) => run.isReady || !run.hasHappened), COMES_FAR_WITHIN_MS);
    await (fault.victim === 'app' ? on.stack.killApp('SIGKILL') : on.stack.killBackend('SIGKILL'));
    dead.resolve();
    await (fault.victim === 'app' ? on.stack.restartApp() : on.stack.restartBackend());
  }
  const waitForClients = () =>
    Promise.all(running.map((run) => Promise.race([run.asking, wait(CLIENT_PATIENCE_MS, null)])));
  const waitForFaults = () => Promise.all(running.map(({ faulting }) => faulting));
  const isHeld = fault.endsAfter === 'takenOver';
  const early = isHeld ? [] : await waitForClients();
  givenUp.resolve();
  if (!fault.endsAfter) await waitForFaults();
  if (!isHeld) await quiesce(on, ownerIds);

  await endLeases(on.sql, ownerIds);
  if (fault.isOvertaken) await Promise.all(running.map(({ cell, subject }) => contraryOf(cell).ask(subject, on)));
  await on.tick();
  await settle(on, ownerIds);
  takenOver.resolve();
  const answers = isHeld ? await waitForClients() : early;
  if (isHeld) await waitForFaults();
  await quiesce(on, ownerIds);
  await settle(on, ownerIds);

  await Promise.all(
    running.map(async (run, index) => {
      const state = await readOwner(on.sql, run.ownerId);
      await inspect(on, run, state, 'after the janitor');
      const status = answers[index];
      const gap = await run.cell.operation.findGap(state, run.subject, on);
      if (fault.isOvertaken) {
        // Which of the two came last is open; that one of them did is not.
        const contraryGap = await contraryOf(run.cell).findGap(state, run.subject, on);
        if (gap !== null && contraryGap !== null) note(run, 'broken', `neither: ${gap}; ${contraryGap}`);
      } else if (typeof status === 'number' && status < 300 && gap !== null) {
        note(run, 'lost', `it was acknowledged (${status}), but ${gap}`);
      }
    }),
  );

  // What was deleted meanwhile does not come back.
  const goesOn = (run: Running) => !(fault.isOvertaken && contraryOf(run.cell).goneStatus);
  await Promise.all(running.filter(goesOn).map((run) => askAgain(on, run)));
  repeated.resolve();
  await waitForFaults();
  // A request that is done so late may make work that nobody waits for.
  if (fault.endsAfter === 'repeated') await on.tick();
  await quiesce(on, ownerIds);
  await settle(on, ownerIds);
  stopNudging();
  await Promise.all(
    running.map(async (run) => {
      const state = await readOwner(on.sql, run.ownerId);
      await inspect(on, run, state, 'asked again');
      const { findGap, findGapAfterContrary } = run.cell.operation;
      const find = (fault.isOvertaken && findGapAfterContrary) || findGap;
      const gap = await find(state, run.subject, on);
      if (gap !== null && goesOn(run)) note(run, 'broken', `asked again, ${gap}`);
    }),
  );
  const durationMs = Date.now() - startedAtMs;
  return running.map(({ cell, hasHappened, violations }) => ({ ...cell, hasHappened, durationMs, violations }));
}

const contraryOf = ({ operation }: Cell): Operation => getOperation(operation.contrary ?? '');

type Deferred = Record<'dead' | 'givenUp' | 'takenOver' | 'repeated', PromiseWithResolvers<void>>;

/** Waits for the request of the cell. @returns how to stop waiting */
function arm({ proxy }: FaultStack, run: Running, deferred: Deferred): () => void {
  const { step, fault } = run.cell;
  let seen = 0;
  const moments: Moments = {
    dead() {
      run.isReady = true;
      return deferred.dead.promise;
    },
    givenUp: deferred.givenUp.promise,
    takenOver: deferred.takenOver.promise,
    repeated: deferred.repeated.promise,
  };
  return proxy.intercept((exchange: Exchange) => {
    const isOfCell = step.ownerless ? exchange.ownerId === null : exchange.ownerId === run.ownerId;
    if (!isOfCell || exchange.step !== step.name || ++seen !== step.occurrence) return null;
    run.hasHappened = true;
    run.happened.resolve();
    run.faulting = fault.happen(exchange, moments).catch(() => {});
    return run.faulting;
  });
}

/** Null when there was no answer. */
const ask = (on: FaultStack, { cell, subject }: Running): Promise<number | null> =>
  cell.operation.ask(subject, on).catch(() => null);

/** As a client does that was not answered well: a few times. */
async function askAgain(on: FaultStack, run: Running): Promise<void> {
  const statuses: (number | null)[] = [];
  for (let attempt = 1; attempt <= 3; attempt++) {
    const status = await ask(on, run);
    if (status !== null && (status < 400 || status === run.cell.operation.goneStatus)) return;
    statuses.push(status);
  }
  run.violations.push({ kind: 'broken', what: `asked again it answers ${statuses.join(', ')}` });
}

async function inspect(on: FaultStack, run: Running, state: OwnerState, when: string): Promise<void> {
  const found = await inspectOwner(on, state, run.subject.jobId);
  run.violations.push(...found.map(({ kind, what }) => ({ kind, what: `${when}: ${what}` })));
}

/** The pauses before another try pass at once. */
function nudge({ sql }: FaultStack, ownerIds: string[]): () => void {
  let isOver = false;
  void (async () => {
    while (!isOver) {
      await endPauses(sql, ownerIds);
      await wait(NUDGE_MS);
    }
  })();
  return () => {
    isOver = true;
  };
}

/** Until no work is left; what is stuck stays, for the inspection to find. */
async function settle(on: FaultStack, ownerIds: string[]): Promise<void> {
  const hasWork = async () =>
    (await Promise.all(ownerIds.map((id) => readOwner(on.sql, id)))).some((s) => s.work.length);
  await until(async () => !(await hasWork()), SETTLES_WITHIN_MS);
}

/** Until the app asks nothing for these owners any more. */
async function quiesce({ proxy }: FaultStack, ownerIds: string[]): Promise<void> {
  let quietSince = Date.now();
  await until(() => {
    if (proxy.open().some(({ ownerId }) => ownerId && ownerIds.includes(ownerId))) quietSince = Date.now();
    return Date.now() - quietSince > 30;
  }, SETTLES_WITHIN_MS);
}

async function until(holds: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !(await holds())) await wait(10);
}
