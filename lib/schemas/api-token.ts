import { z } from 'zod';
import { apiScopeSchema } from './api-scope.ts';
import { cleanText } from './clean-text.ts';

/** An API token as its owner sees it: never the token itself. */
export const apiTokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The last four characters. */
  hint: z.string(),
  scopes: z.array(apiScopeSchema),
  createdAt: z.iso.datetime(),
  /** Null: never. */
  expiresAt: z.iso.datetime().nullable(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** What a new token may be given; null: it never expires. */
export const TOKEN_LIFETIMES_DAYS = [30, 90, 365, null] as const;
export type TokenLifetimeDays = (typeof TOKEN_LIFETIMES_DAYS)[number];

export const createApiTokenSchema = z.object({
  name: z.string().overwrite(cleanText).min(1, 'Give the token a name.').max(100, 'A name has at most 100 characters.'),
  scopes: z.array(apiScopeSchema).min(1, 'Choose at least one thing that it may do.'),
  expiresInDays: z.literal(TOKEN_LIFETIMES_DAYS),
});
export type CreateApiToken = z.infer<typeof createApiTokenSchema>;

/** The only time that the token itself leaves the server. */
export type CreatedApiToken = { apiToken: ApiToken; token: string };
