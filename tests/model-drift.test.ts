import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Call } from '../lib/model/calls.ts';
import { type DatabaseState, MASTER_KEY } from '../lib/model/database-state.ts';
import { ALL_DEFENCES } from '../lib/model/defences.ts';
import { ORDERS } from '../lib/model/orders.ts';
import type { Outcome } from '../lib/model/outcome.ts';
import { RUNNERS, runCall } from '../lib/model/run-call.ts';
import { search } from '../lib/model/search.ts';
import { databaseKey } from '../lib/model/world-key.ts';
import { type ModelDatabase, openModelDatabase, type RealStep } from './support/model-database.ts';
import { comparable } from './support/model-names.ts';

/**
 * The model is worth as much as it is like the real thing: every step that a search of it takes in the database, from
 * every state that it takes it from, is taken by the SQL functions and the guard as well.
 */

type ModelStep = { before: DatabaseState; call: Call; outcome: Outcome };

const SEARCHES: [keyof typeof ORDERS, { workers: number; faults: number }][] = [
  ['twice', { workers: 2, faults: 1 }],
  ['delete', { workers: 2, faults: 1 }],
  ['upload', { workers: 3, faults: 1 }],
  ['publishUnverified', { workers: 2, faults: 1 }],
  ['trash', { workers: 2, faults: 1 }],
  ['supplyOther', { workers: 2, faults: 1 }],
  ['supplySame', { workers: 2, faults: 1 }],
  ['supplyUnverified', { workers: 2, faults: 1 }],
  ['compare', { workers: 3, faults: 0 }],
  ['compareSupply', { workers: 3, faults: 0 }],
  ['compareUpload', { workers: 2, faults: 1 }],
];

/** Reading a file changes nothing and asks nobody. */
const ONLY_STORAGE = new Set(['read', 'exists']);

let database: ModelDatabase;
let steps: ModelStep[];

beforeAll(async () => {
  database = await openModelDatabase();
  steps = await collectSteps();
});
afterAll(() => database?.close());

test('the SQL functions and the guard do what the model has them do', async () => {
  const counts: Record<string, number> = {};
  const differences: unknown[] = [];
  for (const step of steps) {
    const compared = await compare(step);
    if (compared === null) continue;
    counts[step.call.name] = (counts[step.call.name] ?? 0) + 1;
    if (compared.difference) differences.push(compared.difference);
  }
  console.log(
    `${Object.values(counts).reduce((sum, count) => sum + count)} steps are the same in the database`,
    counts,
  );
  expect(differences).toEqual([]);
  expect(new Set(Object.keys(counts))).toEqual(new Set(Object.keys(RUNNERS).filter((name) => !ONLY_STORAGE.has(name))));
}, 600_000);

/** Each rule taken out of the database, and the calls that must be seen to go another way then. */
const RULES: [rule: string, calls: string[], name: string, from: string, to: string][] = [
  ['originals are written once', ['write'], 'private.guard_master_object', "p_operation = 'UPDATE'", 'false'],
  [
    'originals only while awaited',
    ['write'],
    'private.guard_master_object',
    "asset.status <> 'awaiting_upload'",
    'false',
  ],
  [
    'no late variants',
    ['write'],
    'private.guard_master_object',
    "->>'only_while' <> asset.status",
    "->>'only_while' is null",
  ],
  ['originals in use stay', ['remove'], 'private.guard_master_object', "not in ('deleting', 'rejected')", 'is null'],
  [
    'variants in use stay',
    ['remove'],
    'private.guard_master_object',
    "in ('private', 'publishing', 'public', 'unpublishing')",
    'is null',
  ],
  ['public files while publishing', ['write'], 'private.guard_public_object', "asset.status <> 'publishing'", 'false'],
  [
    'public files of this publication',
    ['write'],
    'private.guard_public_object',
    'object_name <> all',
    'object_name = any',
  ],
  ['published files stay', ['remove'], 'private.guard_public_object', "in ('publishing', 'public')", 'is null'],
  ['only the holder of a lease', ['finish_publication'], 'private.lock_for_worker', ' and l.token = p_token', ''],
  ['only in the status', ['finish_taking_back'], 'private.lock_for_worker', ' and a.status = p_status', ''],
  ['published with all files', ['finish_publication'], 'public.finish_publication', 'missing is not null', 'false'],
  ['verified with all files', ['finish_verification'], 'public.finish_verification', 'missing is not null', 'false'],
  [
    'gone with all files',
    ['finish_deletion', 'finish_taking_back', 'finish_rejection'],
    'private.require_no_files',
    "<> '{}'",
    'is null',
  ],
  ['every intent counts', ['request_visibility'], 'private.start_work', 'a.generation + 1', 'a.generation'],
];

test.each(RULES)('without the rule "%s" they differ', async (_rule, calls, name, from, to) => {
  await database.withFunctionChanged(name, from, to, async () => {
    for (const step of steps.filter(({ call }) => calls.includes(call.name))) {
      if ((await compare(step))?.difference) return;
    }
    expect.fail('every step is the same without it');
  });
});

/** Null for a step that asks nothing of the database. */
async function compare({ before, call, outcome }: ModelStep): Promise<{ difference: unknown } | null> {
  const real = await database.step(before, call);
  if (real === null) return null;
  const expected = { after: comparable(outcome.database, before), answer: describeAnswer(outcome.answer) };
  const found = { after: real.after, answer: describeRealAnswer(call, real) };
  const difference = isDeepStrictEqual(found, expected)
    ? null
    : { before, call, expected, found, failure: real.failure };
  return { difference };
}

/** Each call from each state once: a claim counts by whether it is the present one. */
async function collectSteps(): Promise<ModelStep[]> {
  const steps = new Map<string, ModelStep>();
  const add = (before: DatabaseState, call: Call) => {
    const key = `${databaseKey(before)} ${callKey(before, call)}`;
    if (!steps.has(key)) steps.set(key, { before, call, outcome: runCall(before, call, ALL_DEFENCES) });
  };
  for (const [name, size] of SEARCHES) await search({ order: ORDERS[name], ...size, observe: add });
  const states = new Map([...steps.values()].map(({ before }) => [databaseKey(before), before]));
  for (const state of states.values()) addMistakes(state, add);
  return [...steps.values()];
}

/** What no worker does as long as the other rules hold, so that no search comes to it: each rule is asked by itself. */
function addMistakes(state: DatabaseState, add: (before: DatabaseState, call: Call) => void): void {
  const { row, lease, objects } = state;
  add(state, { name: 'remove', keys: [MASTER_KEY] });
  if (!row || lease?.token == null) return;
  const claim = { generation: row.generation, token: lease.token };
  const calls: Call[] = [
    { name: 'finish_verification', claim, variant: { extension: 'png', content: 'made' } },
    ...FINISHING.map((name) => ({ name, claim })),
  ];
  for (const call of calls) {
    add(state, call);
    const [missing] = Object.keys(objects);
    add({ ...state, objects: Object.fromEntries(Object.entries(objects).filter(([key]) => key !== missing)) }, call);
  }
}

const FINISHING = ['finish_rejection', 'finish_publication', 'finish_taking_back', 'finish_deletion'] as const;

function callKey({ row, lease }: DatabaseState, call: Call): string {
  if (!('claim' in call)) return JSON.stringify(call);
  const { claim, ...rest } = call;
  return JSON.stringify([rest, claim.generation === row?.generation, claim.token === lease?.token]);
}

/** What a worker goes on with: that it is late, what failed, what it has reached, which files there are. */
function describeAnswer(answer: Answer): unknown {
  if (answer === null || typeof answer === 'boolean') return answer;
  if ('failed' in answer) return answer.failed;
  if ('stored' in answer) return { master: answer.stored.master.toSorted(), public: answer.stored.public.toSorted() };
  if ('strays' in answer) return answer.strays.toSorted();
  if ('replacedKey' in answer) return { replacedKey: answer.replacedKey };
  if ('reached' in answer) return answer.reached;
  return true;
}

function describeRealAnswer(call: Call, { answer, failure }: RealStep): unknown {
  if (failure) return codeOf(failure);
  const inBucket = (bucket: string) => (key: string) => `${bucket}/${key}`;
  // The adapter reads the files of an asset that is gone as none.
  if (call.name === 'list_stored_files' && answer === null) return { master: [], public: [] };
  if (answer === null || typeof answer === 'boolean') return answer;
  switch (call.name) {
    case 'list_stored_files': {
      const stored = answer as Record<string, string[]>;
      return { master: stored.master?.map(inBucket('assets')), public: stored.public?.map(inBucket('public')) };
    }
    case 'list_stray_objects':
      return (answer as { keys: string[] }).keys.map(inBucket(call.bucket));
    case 'set_variant': {
      const key = (answer as { replaced_key: string | null }).replaced_key;
      return { replacedKey: key && inBucket('assets')(key) };
    }
    case 'finish_verification':
    case 'finish_rejection':
    case 'finish_publication':
    case 'fail_publication':
    case 'finish_taking_back':
      return (answer as { status: string }).status;
    default:
      return true;
  }
}

/** As lib/adapters has them: an error of ours by its name, the guard's by its SQLSTATE, anything else as internal. */
function codeOf({ state, message }: { state: string; message: string }): string {
  if (state.startsWith('PT')) return message;
  return { '42501': 'forbidden', '23505': 'conflict' }[state] ?? 'internal';
}
