import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Operator } from '../../lib/operator/operator.ts';
import type { TakenDownAsset } from '../../lib/operator/take-down-asset.ts';
import type { AccountRecord, OwnedAsset } from '../../lib/ports/operator-store.ts';
import { runCommand } from './run-command.ts';

let said: string[];
let complained: string[];
beforeEach(() => {
  said = [];
  complained = [];
  vi.spyOn(console, 'log').mockImplementation((line) => said.push(line));
  vi.spyOn(console, 'error').mockImplementation((line) => complained.push(line));
});
afterEach(() => vi.restoreAllMocks());

const account = { ownerId: 'id-of-ada', email: 'ada@example.com' } as AccountRecord;
const image = { id: 'id-of-image', email: account.email } as OwnedAsset;
const takenDown: TakenDownAsset = {
  ...{ id: image.id, name: 'a.png', slug: 'abc', isPageGone: true, isAtRest: true },
  file: { publicKey: 'o/j/a.png', isGone: true, edge: 'cached', cachedUntil: '2026-11-24T12:00:00Z' },
};

function operatorOf(parts: Partial<Operator>): Operator {
  return { getAccount: async () => account, getAsset: async () => image, ...parts } as Operator;
}
const takeDownImage = (copies: TakenDownAsset[]) =>
  runCommand(
    { name: 'takedown', target: { kind: 'image', text: 'abc' }, reason: null },
    operatorOf({ takeDownAsset: async () => copies }),
    'https://images.example.com',
  );
const takeDownAccount = (left: { assetsLeft: number; filesLeft: number }) =>
  runCommand(
    { name: 'takedown', target: { kind: 'account', text: account.email }, reason: null },
    operatorOf({ suspendAccount: async () => ({ dueAssetIds: [], ...left }) }),
    null,
  );

test('an image that is taken down, with what caches may still do', async () => {
  expect(await takeDownImage([takenDown])).toBe(0);
  expect(said.join('\n')).toContain('page: https://images.example.com/p/abc is gone\n');
  expect(said.join('\n')).toContain('is gone from the public bucket; caches may show it until 2026-11-24T12:00:00Z');
  expect(complained).toEqual([]);
});

test.each([
  ['a page', { ...takenDown, isPageGone: false }],
  ['a file', { ...takenDown, file: takenDown.file && { ...takenDown.file, isGone: false } }],
  ['work', { ...takenDown, isAtRest: false }],
])('%s that is left is a failure, and left to the janitor', async (_what, left) => {
  expect(await takeDownImage([takenDown, left])).toBe(1);
  expect(complained.join()).toMatch(/^Not everything of it is gone yet\. The janitor of the app goes on with it/);
});

test('an account of which files are left is a failure, and left to the janitor', async () => {
  expect(await takeDownAccount({ assetsLeft: 1, filesLeft: 5 })).toBe(1);
  expect(said.join()).not.toContain('is suspended');
  expect(complained.join()).toMatch(/^5 files are not gone yet; no page shows them\. The janitor of the app goes on/);
  expect(await takeDownAccount({ assetsLeft: 0, filesLeft: 0 })).toBe(0);
  expect(said.join()).toContain('The account ada@example.com is suspended');
});
