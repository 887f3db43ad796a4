import type { CreateApiToken, CreatedApiToken } from '@/lib/schemas/api-token';
import type { ActionResult } from '@/lib/schemas/error';
import type { Job } from '@/lib/schemas/job';

/** The server actions of the page, handed down as props. */
export type ApiSettingsActions = {
  createApiToken(input: CreateApiToken): Promise<ActionResult<CreatedApiToken>>;
  revokeApiToken(input: { tokenId: string }): Promise<ActionResult<null>>;
  createJob(input: { title: string }): Promise<ActionResult<Job>>;
};
