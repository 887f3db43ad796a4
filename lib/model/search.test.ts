import { describe, expect, it } from 'vitest';
import { ASSET_STATUSES } from '../schemas/asset.ts';
import { ALL_DEFENCES, type Defences, WITHOUT_GUARD } from './defences.ts';
import { ORDERS, type Order } from './orders.ts';
import { type SearchResult, search } from './search.ts';

/** Searches every state of the model. */

const { publish, unpublish, twice, upload } = ORDERS;
const SEARCHES: [Order, { workers: number; faults: number }][] = [
  [publish, { workers: 2, faults: 2 }],
  [unpublish, { workers: 2, faults: 2 }],
  [twice, { workers: 2, faults: 2 }],
  [ORDERS.delete, { workers: 2, faults: 2 }],
  [upload, { workers: 3, faults: 2 }],
  [unpublish, { workers: 3, faults: 1 }],
  [ORDERS.publishUnverified, { workers: 2, faults: 1 }],
  [ORDERS.trash, { workers: 2, faults: 1 }],
  [ORDERS.supplyOther, { workers: 2, faults: 1 }],
  [ORDERS.supplySame, { workers: 2, faults: 1 }],
  [ORDERS.supplyUnverified, { workers: 3, faults: 1 }],
  [ORDERS.compare, { workers: 3, faults: 0 }],
  [ORDERS.compareSupply, { workers: 3, faults: 0 }],
  [ORDERS.compareUpload, { workers: 3, faults: 1 }],
];

const without = (...names: (keyof Defences)[]): Defences => ({
  ...ALL_DEFENCES,
  ...Object.fromEntries(names.map((name) => [name, false])),
});

function print(title: string, { states, depth, violation }: SearchResult): void {
  const lines = violation ? violation.trace.map((line, index) => `  ${index + 1}. ${line}`) : [];
  const found = violation ? `: ${violation.what}` : '';
  console.log([`${title}: ${states} states, ${depth} steps deep${found}`, ...lines].join('\n'));
}

describe('the model', () => {
  const reached = new Set<string>();

  it.each(SEARCHES)('holds for $name', async (order, options) => {
    const result = await search({
      ...{ order, ...options },
      observe: (_before, _call, { database }) => reached.add(database.row?.status ?? 'gone'),
    });
    print(`${order.name}; ${options.workers} workers, ${options.faults} faults`, result);
    expect(result.violation).toBeNull();
  });

  it('comes to every status but the one that is a loss', () => {
    expect([...reached].sort()).toEqual(['gone', ...ASSET_STATUSES.filter((status) => status !== 'lost')].sort());
  });

  it('finds the same without leaving out late calls that are spent', async () => {
    const options = { order: publish, workers: 2, faults: 1 };
    const [all, fewer] = [await search({ ...options, forgetsSpentCalls: false }), await search(options)];
    print('publish; no late call left out', all);
    expect([all.violation, fewer.violation]).toEqual([null, null]);
    expect(fewer.states).toBeLessThan(all.states);
  });
});

describe('the search finds', () => {
  const OPTIONS = { workers: 2, faults: 1 };
  const EITHER = ['comparesGeneration', 'comparesToken'] as const;

  it.each<[string, Defences, Order, RegExp]>([
    ['a leak without the guard', WITHOUT_GUARD, unpublish, /^I2: public\/p1/],
    ['a loss without the guard', WITHOUT_GUARD, upload, /^I1: the original is tampered/],
    ['a missing public file without the guard', WITHOUT_GUARD, twice, /^I3/],
    ['a loss where originals are written twice', without('guardsMasterWrites'), upload, /^I1/],
    ['a lost variant where late ones are written', without('guardsVariantWrites'), ORDERS.supplyUnverified, /^I1/],
    ['a leak where public files are written late', without('guardsPublicWrites'), unpublish, /^I2/],
    ['a missing file where public ones are removed late', without('guardsPublicRemovals'), twice, /^I3/],
    ['a lost wish where late workers are not told', without(...EITHER), twice, /was wished/],
    ['a missing file where, besides, no file is looked for', without(...EITHER, 'looksAtFiles'), twice, /^I3/],
  ])('%s', async (title, defences, order, lookFor) => {
    const result = await search({ ...OPTIONS, order, defences, lookFor });
    print(title, result);
    expect(result.violation?.what).toMatch(lookFor);
  });

  it.each<keyof Defences>([...EITHER, 'looksAtFiles', 'guardsMasterRemovals'])(
    'nothing where only %s is missing: the others stand in for it',
    async (name) => {
      for (const order of [publish, unpublish, twice, upload]) {
        expect((await search({ ...OPTIONS, order, defences: without(name) })).violation).toBeNull();
      }
    },
  );
});
