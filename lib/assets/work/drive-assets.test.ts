import { describe, expect, it, vi } from 'vitest';
import type { ClaimedAsset } from '../asset-record.ts';
import { driveAssets } from './drive-assets.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

describe('driveAssets', () => {
  it('claims what it brings to rest once, and settles the logo of each owner once, at the end', async () => {
    const happened: string[] = [];
    const ids = ['a1', 'a2', 'b1', 'a3', 'b2'];
    const due = new Set(ids);
    const claim = async (id: string) =>
      due.delete(id)
        ? ({ id, ownerId: id[0], status: 'unpublishing', publicKey: null } as unknown as ClaimedAsset)
        : null;
    const assets = {
      claim: vi.fn(claim),
      finishTakingBack: async ({ id }: ClaimedAsset) => {
        happened.push(id);
        return { status: 'private' };
      },
    };
    const settleBranding = async (ownerId: string) => void happened.push(`logo of ${ownerId}`);
    const deps = { assets, settleBranding } as unknown as WorkerDependencies;
    await driveAssets(ids, deps);
    expect(assets.claim).toHaveBeenCalledTimes(5);
    expect(happened.slice(0, 5).toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    expect(happened.slice(5)).toEqual(['logo of a', 'logo of b']);
  });
});
