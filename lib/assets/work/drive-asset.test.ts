import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../errors.ts';
import type { ClaimedAsset } from '../asset-record.ts';
import { driveAsset } from './drive-asset.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

const away = new AppError('database_unavailable', 'The database does not answer.');
const claimed = { id: 'a', status: 'deleting', publicKey: null, leaseAttempts: 3 } as unknown as ClaimedAsset;

/** One claim whose work fails, then nothing left to do. */
function makeDependencies(release: () => Promise<void>) {
  const assets = {
    claim: vi.fn().mockResolvedValueOnce(claimed).mockResolvedValue(null),
    listStoredFiles: vi.fn().mockRejectedValue(away),
    release: vi.fn(release),
  };
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  return { assets, lines, deps: { assets, log } as unknown as WorkerDependencies };
}

describe('driveAsset', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives the lease up as soon as the back end is there again', async () => {
    let absences = 3;
    const { assets, lines, deps } = makeDependencies(async () => {
      if (absences-- > 0) throw away;
    });
    const driving = driveAsset('a', deps);
    await vi.runAllTimersAsync();
    await driving;
    expect(assets.release).toHaveBeenCalledTimes(4);
    expect(assets.release).toHaveBeenLastCalledWith(claimed, 8, away.message);
    expect(assets.claim).toHaveBeenCalledTimes(2);
    expect(lines).toEqual([expect.stringContaining('deleting a failed, again in 8 s')]);
  });

  it('leaves the lease to run out when the back end stays away, and never throws', async () => {
    const { assets, lines, deps } = makeDependencies(() => Promise.reject(away));
    const driving = driveAsset('a', deps);
    await vi.runAllTimersAsync();
    await driving;
    expect(assets.claim).toHaveBeenCalledTimes(1);
    expect(lines.at(-1)).toContain('cannot release a');
  });
});
