import 'server-only';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { RateLimiter } from '../../ports/rate-limiter.ts';
import type { CallFunction } from './call-function.ts';

/** Several people behind one address are no attack. */
const ACCOUNTS_PER_ADDRESS = 5;

/**
 * {@link RateLimiter} in SQL, so that it holds over many instances.
 * @param secret keys the hashes: addresses are not kept in clear
 * @param perHour of one account; 0: no limit
 */
export function createRateLimiter(call: CallFunction, secret: string, perHour: number): RateLimiter {
  const hashOf = (address: string) => createHmac('sha256', secret).update(`rate\n${address}`).digest('base64url');
  return {
    async spend(name, ownerId, address, units) {
      if (perHour === 0) return 0;
      // One request may ask for more than fits into an hour: it takes the whole hour.
      const spent = Math.min(units, perHour);
      const spends = [
        { subject: `${name} of ${ownerId}`, units: spent, per_hour: perHour },
        { subject: `${name} from ${hashOf(address)}`, units: spent, per_hour: perHour * ACCOUNTS_PER_ADDRESS },
      ];
      return z.number().parse(await call('spend_rate', { p_spends: spends }));
    },
    forgetExpired: async () => {
      await call('forget_rates', {});
    },
  };
}
