import type { ErrorCode } from '../errors.ts';
import { type Answer, type Call, type Claim, describeCall, isClaiming, isReading } from './calls.ts';
import type { DatabaseState } from './database-state.ts';
import type { Defences } from './defences.ts';
import type { Order } from './orders.ts';
import type { Outcome } from './outcome.ts';
import { runCall } from './run-call.ts';
import { isSpent } from './spent.ts';
import { breakOffRemoval } from './storage.ts';
import type { WorkerAutomaton, WorkerState } from './worker-automaton.ts';
import type { WorkerCall } from './worker-ports.ts';
import type { Program } from './worker-program.ts';
import type { Wish, Worker, World } from './world.ts';

/** Of who only looks. */
const NO_TOKEN = -1;

/** One thing that can happen next. */
export type Step = { world: World; tell(): string };

export type Rules = {
  order: Order;
  defences: Defences;
  automaton: WorkerAutomaton;
  /** Every program before its first call. */
  starts: Record<Program, WorkerState>;
  /** Whether late calls that can change nothing any more are left out. */
  forgetsSpentCalls: boolean;
  observe: Observe;
};

/** Told of every step that is tried. */
export type Observe = (before: DatabaseState, call: Call, outcome: Outcome) => void;

/** All that can happen next. Steps whose end the automaton does not know yet are left out: it has noted them. */
export function listSteps(world: World, rules: Rules): Step[] {
  const forget = ({ world: next, tell }: Step): Step => ({
    world: { ...next, late: next.late.filter((call) => !isSpent(next.database, call, rules.defences)) },
    tell,
  });
  const steps = [
    ...listRequests(world, rules),
    ...listStanding(world, rules),
    ...listClaims(world, rules),
    ...world.workers.flatMap((worker, index) => (worker ? listWorkerSteps(world, worker, index, rules) : [])),
    ...world.late.map((call, index) => {
      const late = world.late.filter((_, other) => other !== index);
      const { world: next, answer } = carryOut({ ...world, late }, call, rules);
      return { world: next, tell: () => `late ${describeStep(call, answer)}` };
    }),
  ];
  return rules.forgetsSpentCalls ? steps.map(forget) : steps;
}

/** All steps, with the programs run for those whose end was not known. */
export async function learnSteps(world: World, rules: Rules): Promise<Step[]> {
  let steps = listSteps(world, rules);
  while (rules.automaton.hasUnknown) {
    await rules.automaton.learn();
    steps = listSteps(world, rules);
  }
  return steps;
}

function listRequests(world: World, rules: Rules): Step[] {
  const request = rules.order.requests[world.requested];
  if (!request) return [];
  const requested = world.requested + 1;
  if ('program' in request) {
    const index = world.workers.indexOf(null);
    if (index === -1) return [];
    const worker = { state: rules.starts[request.program], claims: [] };
    const next = { ...world, requested, workers: world.workers.with(index, worker) };
    return [{ world: next, tell: () => `owner: ${request.program}` }];
  }
  const { world: done, answer } = carryOut(world, request.call, rules);
  const steps = [{ world: { ...done, requested }, tell: () => `owner: ${describeStep(request.call, answer)}` }];
  if (world.faultsLeft > 0) {
    // The owner asks again: a request that came to nothing is one that was not made yet.
    const lost = { ...done, faultsLeft: world.faultsLeft - 1 };
    steps.push({ world: lost, tell: () => `owner: ${describeStep(request.call, answer)}, answer lost` });
  }
  return steps;
}

function listStanding(world: World, rules: Rules): Step[] {
  return rules.order.standing.flatMap((call) => {
    const { world: next, answer } = carryOut(world, call, rules);
    return next.database === world.database ? [] : [{ world: next, tell: () => describeStep(call, answer) }];
  });
}

/** A lease may have run out at any time, since whoever holds it may have been paused for that long. */
function listClaims(world: World, rules: Rules): Step[] {
  const { row, lease } = world.database;
  const index = world.workers.indexOf(null);
  if (!row || !lease || index === -1) return [];
  const canBeTired = row.status === 'publishing' && lease.wasClaimed;
  return (canBeTired ? [false, true] : [false]).flatMap((isTired) => {
    const idle = { state: rules.starts.drive, claims: [] };
    const call: Call = { name: 'claim_lease', isTired };
    const { world: next, answer } = carryOut(world, call, rules);
    const worker = answerWorker(idle, { place: 0, answer }, next.database, rules);
    return putWorker(next, index, worker, () => describeStep(call, answer));
  });
}

function listWorkerSteps(world: World, worker: Worker, index: number, rules: Rules): Step[] {
  const steps: Step[] = [];
  const faultsLeft = world.faultsLeft - 1;
  for (const { place, call: asked } of worker.state.open) {
    const call = withClaim(asked, worker.claims);
    const { world: done, answer } = carryOut(world, call, rules);
    const answered = answerWorker(worker, { place, answer }, done.database, rules);
    steps.push(...putWorker(done, index, answered, () => describeStep(call, answer)));
    // A worker that cannot give up its lease leaves it to run out, as one does that is paused.
    if (faultsLeft < 0 || call.name === 'release_lease') continue;

    const failure = { failed: failureOf(call) };
    const failed = answerWorker(worker, { place, answer: failure }, world.database, rules);
    const late = isReading(call) ? world.late : [...world.late, call];
    steps.push(...putWorker({ ...world, faultsLeft, late }, index, failed, () => `${describeCall(call)}: no answer`));
    if (call.name === 'remove') {
      const database = breakOffRemoval(world.database, call, rules.defences);
      steps.push(
        ...putWorker({ ...world, faultsLeft, database }, index, failed, () => `${describeCall(call)}: broken off`),
      );
    }
  }
  if (faultsLeft >= 0) steps.push(...putWorker({ ...world, faultsLeft }, index, 'killed', () => 'killed'));
  return steps;
}

/** Null when the automaton does not know yet what comes next. */
function answerWorker(
  worker: Worker,
  { place, answer }: { place: number; answer: Answer },
  { row, lease }: DatabaseState,
  { automaton }: Rules,
): Worker | null {
  const state = automaton.advance(worker.state, place, answer);
  if (!state) return null;
  const asked = worker.state.open.find((open) => open.place === place)?.call;
  const isClaim = asked !== undefined && isClaiming(asked) && answer !== null && isSuccess(answer);
  const claim = { generation: row?.generation ?? 0, token: lease?.token ?? NO_TOKEN };
  return { state, claims: isClaim ? [...worker.claims, claim] : worker.claims };
}

/** The world in which a worker has come further. What one that has ended, or died, has open still may come late. */
function putWorker(world: World, index: number, next: Worker | null | 'killed', tell: () => string): Step[] {
  if (next === null) return [];
  const told = () => `worker ${index + 1}: ${tell()}`;
  if (next !== 'killed' && !next.state.isDone) {
    return [{ world: { ...world, workers: world.workers.with(index, next) }, tell: told }];
  }
  const ending = next === 'killed' ? world.workers[index] : next;
  const left = ending ? ending.state.open.map(({ call }) => withClaim(call, ending.claims)) : [];
  const late = [...world.late, ...left.filter((call) => !isReading(call))];
  return [{ world: { ...world, late, workers: world.workers.with(index, null) }, tell: told }];
}

function withClaim(call: WorkerCall, claims: Claim[]): Call {
  if (!('claim' in call)) return call;
  const claim = claims[call.claim];
  if (!claim) throw new Error(`${call.name} without a claim`);
  return { ...call, claim };
}

/** Does a step, and keeps count of what was wished and whether it was given up. */
function carryOut(world: World, call: Call, { defences, observe }: Rules): { world: World; answer: Answer } {
  const outcome = runCall(world.database, call, defences);
  observe(world.database, call, outcome);
  const { database, answer } = outcome;
  if (database === world.database && call.name !== 'request_visibility') return { world, answer };
  const isGivenUp =
    call.name === 'fail_publication'
      ? call.claim.generation === world.database.row?.generation
      : world.isGivenUp && database.row?.status !== 'publishing';
  const wish = isSuccess(answer) ? (wishOf(call) ?? world.wish) : world.wish;
  return { world: { ...world, database, isGivenUp, wish }, answer };
}

function wishOf(call: Call): Wish | null {
  if (call.name === 'request_visibility') return call.visibility;
  if (call.name === 'trash_asset') return 'private';
  return call.name === 'delete_asset' || call.name === 'expire_uploads' ? 'gone' : null;
}

const isSuccess = (answer: Answer): boolean => !(typeof answer === 'object' && answer !== null && 'failed' in answer);

const failureOf = ({ name }: Call): ErrorCode =>
  ['read', 'exists', 'write', 'remove'].includes(name) ? 'storage_unavailable' : 'database_unavailable';

function describeStep(call: Call, answer: Answer): string {
  const outcome = isSuccess(answer) ? (answer === null ? 'too late' : '') : JSON.stringify(answer);
  return outcome === '' ? describeCall(call) : `${describeCall(call)}: ${outcome}`;
}
