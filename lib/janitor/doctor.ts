import type { Findings } from '../ports/installation-store.ts';
import { checkOriginal } from './check-original.ts';
import type { ComparisonDependencies } from './comparison.ts';
import type { Janitor } from './janitor.ts';
import { removeStrays } from './remove-strays.ts';

const PAGE = 1000;

export type Doctor = {
  examine(): Promise<Findings>;
  /** Mends what can be mended: everything but bytes that are gone. Harmless while the app runs, and when repeated. */
  repair(): Promise<void>;
  /** Reads every original back that was not read since. @returns how many */
  checkOriginals(since: Date): Promise<number>;
};

export function createDoctor(deps: ComparisonDependencies & { janitor: Janitor }): Doctor {
  const { installation } = deps;
  return {
    examine: installation.examine,
    async repair() {
      for (const bucket of [deps.publicBucket, deps.masterBucket]) {
        for (let afterKey: string | null = ''; afterKey !== null; ) {
          ({ lastKey: afterKey } = await removeStrays(bucket, afterKey, PAGE, deps));
        }
      }
      while ((await installation.markLost(PAGE)) === PAGE);
      while ((await installation.publishBrokenAnew(PAGE)) === PAGE);
      await installation.correctQuota();
      await installation.reviveWork();
      while ((await deps.janitor.tick()).more);
    },
    async checkOriginals(since) {
      let checked = 0;
      for (;;) {
        const due = await installation.listOriginalsToCheck(PAGE, since);
        for (const asset of due) await checkOriginal(asset, deps);
        checked += due.length;
        if (due.length < PAGE) return checked;
      }
    },
  };
}
