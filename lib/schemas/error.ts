import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../errors.ts';

const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** The wire form of every failure: `{error: {…}}` in the HTTP API, `error` in action results. */
export const errorBodySchema = z.object({
  code: z.enum(codes),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string().optional(),
});

/** What a server action returns: expected failures are values, not exceptions. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: z.infer<typeof errorBodySchema> };
