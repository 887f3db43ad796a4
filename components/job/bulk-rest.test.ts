import { describe, expect, it } from 'vitest';
import { restOf, theseTargets } from './bulk-rest.ts';
import type { BulkResult, BulkTarget } from './bulk-run.ts';

const all = Array.from(
  { length: 5 },
  (_, index): BulkTarget => ({ id: `id-${index}`, name: `${index}.png`, isPublic: false, isRefused: false }),
);
const result = (changes: Partial<BulkResult>): BulkResult => ({ done: [], failed: [], stopped: null, ...changes });
const failures = (targets: BulkTarget[]) => targets.map((target) => ({ target, reason: 'Not yet.' }));

async function idsOf(rest: ReturnType<typeof restOf>): Promise<string[] | null> {
  if (rest === null) return null;
  const ids: string[] = [];
  for await (const page of rest.targets()) ids.push(...page.map(({ id }) => id));
  expect(ids).toHaveLength(rest.count);
  return ids;
}

describe('what is left of a change of many', () => {
  const away = { reason: 'The server did not answer.', mayPass: true };

  it('is nothing when all of it is done', async () => {
    expect(restOf(theseTargets(all), result({ done: all }))).toBeNull();
  });

  it('is what failed', async () => {
    const rest = restOf(theseTargets(all), result({ done: all.slice(2), failed: failures(all.slice(0, 2)) }));
    expect(await idsOf(rest)).toEqual(['id-0', 'id-1']);
  });

  it('is, after a lost connection, what failed and what was not asked for, never what is done', async () => {
    const stopped = result({ done: all.slice(0, 2), failed: failures(all.slice(2, 3)), stopped: away });
    expect(await idsOf(restOf(theseTargets(all), stopped))).toEqual(['id-2', 'id-3', 'id-4']);
  });

  it('is nothing of what was cancelled, or cannot succeed', () => {
    expect(restOf(theseTargets(all), result({ done: all.slice(0, 2), stopped: 'cancelled' }))).toBeNull();
    const refused = { reason: 'There is no such job.', mayPass: false };
    expect(restOf(theseTargets(all), result({ stopped: refused }))).toBeNull();
  });

  it('is listed anew where it is listed at all', async () => {
    let lists = 0;
    async function* list() {
      lists += 1;
      yield all.slice(0, 3);
      if (lists === 1) throw new Error('The server did not answer.');
      yield all.slice(3);
    }
    const rest = restOf({ count: 5, targets: list }, result({ done: all.slice(0, 3), stopped: away }));
    lists += 1;
    expect(await idsOf(rest)).toEqual(['id-3', 'id-4']);
  });
});
