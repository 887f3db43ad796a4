import type { Exchange } from './fault-proxy.ts';

/** What the course of a cell decides. */
export type Moments = {
  /** The cell has come as far as it can: resolves once the victim is dead. */
  dead(): Promise<void>;
  /** The app has given its client an answer, or the client has stopped waiting for it. */
  givenUp: Promise<void>;
  /** The lease has ended and somebody else has done the work. */
  takenOver: Promise<void>;
  /** The operation was asked again, and has ended. */
  repeated: Promise<void>;
};

export type Fault = {
  name: string;
  victim?: 'app' | 'back end';
  /** The moment that it waits for, where that comes after the client has given up. */
  endsAfter?: 'takenOver' | 'repeated';
  /** Somebody asks for the contrary while the request stands still: only of operations that have one. */
  isOvertaken?: boolean;
  /** What becomes of the request. */
  happen(exchange: Exchange, moments: Moments): Promise<void>;
};

const refuse = (exchange: Exchange, status: number): Promise<void> => {
  const body = { code: String(status), statusCode: String(status), error: 'Fault', message: 'a fault on purpose' };
  exchange.answer({
    status,
    headers: { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '1' }) },
    body: Buffer.from(JSON.stringify(body)),
  });
  return Promise.resolve();
};

/** A worker that is paused past its lease, and wakes up. */
async function standStill(exchange: Exchange, { takenOver }: Moments): Promise<void> {
  await takenOver;
  exchange.answer(await exchange.pass());
}

/** What can happen to a request of the app: the one place that names it. */
export const FAULTS: Fault[] = [
  { name: 'killed before', victim: 'app', happen: (_exchange, { dead }) => dead() },
  {
    name: 'killed after',
    victim: 'app',
    async happen(exchange, { dead }) {
      await exchange.pass();
      await dead();
    },
  },
  {
    name: 'answer lost',
    async happen(exchange) {
      await exchange.pass();
      exchange.drop();
    },
  },
  { name: 'answers 500', happen: (exchange) => refuse(exchange, 500) },
  { name: 'answers 429', happen: (exchange) => refuse(exchange, 429) },
  {
    // The app has timed out; the back end does it all the same.
    name: 'late',
    async happen(exchange, { givenUp }) {
      exchange.drop();
      await givenUp;
      await exchange.pass();
    },
  },
  {
    name: 'very late',
    endsAfter: 'repeated',
    async happen(exchange, { repeated }) {
      exchange.drop();
      await repeated;
      await exchange.pass();
    },
  },
  { name: 'paused', endsAfter: 'takenOver', happen: standStill },
  { name: 'overtaken', endsAfter: 'takenOver', isOvertaken: true, happen: standStill },
  {
    name: 'back end killed',
    victim: 'back end',
    async happen(exchange, { dead }) {
      // It may die before, during or after.
      exchange.pass().catch(() => {});
      await dead();
      exchange.drop();
    },
  },
];

export function getFault(name: string): Fault {
  const fault = FAULTS.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`There is no fault ${name}: ${FAULTS.map((known) => known.name).join(', ')}.`);
  return fault;
}
