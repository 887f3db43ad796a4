import { z } from 'zod';

/** What a caller may be allowed to do. A signed-in person may do all of it; an API token what it was made for. */
export const API_SCOPES = ['read', 'upload', 'publish', 'delete'] as const;
export const apiScopeSchema = z.enum(API_SCOPES);
export type ApiScope = z.infer<typeof apiScopeSchema>;
