// GET, POST /api/cron/janitor - one pass of the janitor, for hosts without a lasting process
import { timingSafeEqual } from 'node:crypto';
import { janitor } from '@/lib/composition';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { errorResponse } from '@/lib/http/error-response';
import { sweepSpool } from '@/lib/http/spool';

async function tick(request: Request): Promise<Response> {
  try {
    requireCronSecret(request.headers.get('authorization') ?? '');
    await sweepSpool();
    return Response.json(await janitor().tick(), { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return errorResponse(error);
  }
}

function requireCronSecret(authorization: string): void {
  const secret = env().cronSecret;
  if (!secret) throw new AppError('not_found', 'There is nothing under this address.');
  const given = Buffer.from(authorization);
  const expected = Buffer.from(`Bearer ${secret}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError('unauthenticated', 'Send the cron secret as bearer token.');
  }
}

export { tick as GET, tick as POST };
