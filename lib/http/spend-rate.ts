import 'server-only';
import type { Operation } from '../api/operation.ts';
import { rateLimiter } from '../composition.ts';
import { AppError } from '../errors.ts';
import { formatWait } from '../format-time.ts';
import type { Caller } from './caller.ts';
import { clientAddressOf } from './client-address.ts';

/** Counts a request of the API before its work is done. @throws AppError rate_limited */
export async function spendRate(
  { rate }: Operation,
  { id }: Caller,
  { headers }: Request,
  body: unknown,
): Promise<void> {
  if (!rate) return;
  const units = rate.units?.(body as never) ?? 1;
  const waitSeconds = await rateLimiter().spend(rate.name, id, clientAddressOf(headers), units);
  if (waitSeconds === 0) return;
  throw new AppError('rate_limited', `That is more than fits into an hour here. Go on in ${formatWait(waitSeconds)}.`, {
    retryAfterSeconds: waitSeconds,
  });
}
