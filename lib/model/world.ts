import type { Call, Claim } from './calls.ts';
import type { DatabaseState } from './database-state.ts';
import type { WorkerState } from './worker-automaton.ts';

/** What the owner asked for last, as far as the database has heard of it. */
export type Wish = 'private' | 'public' | 'gone';

export type Worker = { state: WorkerState; claims: Claim[] };

/** Everything at one moment. */
export type World = {
  database: DatabaseState;
  /** Processes that work on what is due, the janitor's among them; null while one has nothing under way. */
  workers: (Worker | null)[];
  /** Calls whose caller has given up, or died: each may be carried out at any time, or never. */
  late: Call[];
  /** How many requests of the order were made. */
  requested: number;
  faultsLeft: number;
  wish: Wish;
  /** The publication was given up by a worker of its own, after all its attempts. */
  isGivenUp: boolean;
};
