import type { RateName } from '../schemas/rate-name.ts';

export type RateLimiter = {
  /**
   * Counts before the work is done, by account and by address.
   * @returns 0 when it may go on, otherwise the seconds to wait
   */
  spend(name: RateName, ownerId: string, address: string, units: number): Promise<number>;
  /** Forgets what no longer counts. */
  forgetExpired(): Promise<void>;
};
