import { type Answer, describeCall } from './calls.ts';
import type { WorkerCall } from './worker-ports.ts';
import { type AnsweredCall, type Program, replay } from './worker-program.ts';

/** Where a program waits: the calls that it has open. Histories that differ only in the order of answers are one. */
export type WorkerState = {
  id: number;
  program: Program;
  answered: AnsweredCall[];
  /** The answers in words. */
  log: string[];
  open: { place: number; call: WorkerCall }[];
  /** Nothing is left to do but to look for due work. */
  isDone: boolean;
};

type Advance = { state: WorkerState; place: number; answer: Answer };

/** What the workers do, learnt by running them: once for every history, however often the search comes by. */
export class WorkerAutomaton {
  readonly #states = new Map<string, WorkerState>();
  readonly #next = new Map<string, WorkerState>();
  #unknown: Advance[] = [];

  /** The program before its first call. */
  async start(program: Program): Promise<WorkerState> {
    return this.#find(program, [], []);
  }

  /** The program after one of its open calls was answered; null, and noted for {@link learn}, when that never happened. */
  advance(state: WorkerState, place: number, answer: Answer): WorkerState | null {
    const next = this.#next.get(keyOf({ state, place, answer }));
    if (!next) this.#unknown.push({ state, place, answer });
    return next ?? null;
  }

  get hasUnknown(): boolean {
    return this.#unknown.length > 0;
  }

  /** Runs the programs for what was asked in vain. */
  async learn(): Promise<void> {
    const unknown = this.#unknown;
    this.#unknown = [];
    for (const { state, place, answer } of unknown) {
      const call = state.open.find((open) => open.place === place)?.call;
      if (!call) throw new Error(`no open call ${place}`);
      const log = [...state.log, `${describeCall(call)} ${JSON.stringify(answer)}`];
      const next = await this.#find(state.program, [...state.answered, { place, answer }], log);
      this.#next.set(keyOf({ state, place, answer }), next);
    }
  }

  async #find(program: Program, answered: AnsweredCall[], log: string[]): Promise<WorkerState> {
    const calls = await replay(program, answered);
    const all = calls.flatMap((call, place) => (call ? [{ place, call }] : []));
    const isFirst = answered.length === 0;
    const open = isFirst ? all : all.filter(({ call }) => call.name !== 'claim_lease');
    const isDone = !isFirst && (all.length === 0 || open.length < all.length);
    const key = [program, ...log.toSorted(), '|', ...all.map(({ call }) => describeCall(call)).sort()].join('; ');
    const known = this.#states.get(key);
    if (known) return known;
    const state = { id: this.#states.size, program, answered, log, open, isDone };
    this.#states.set(key, state);
    return state;
  }
}

const keyOf = ({ state, place, answer }: Advance): string => `${state.id} ${place} ${JSON.stringify(answer)}`;
