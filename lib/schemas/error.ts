import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../errors.ts';

const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** A failure in words: `error` in action results and for single files. */
export const errorBodySchema = z
  .object({
    code: z.enum(codes),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'ErrorBody' });
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** The body of every failed API request. */
export const errorAnswerSchema = z.object({ error: errorBodySchema }).meta({ id: 'Error' });

/** What a server action returns: expected failures are values, not exceptions. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ErrorBody };
