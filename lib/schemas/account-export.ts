import { z } from 'zod';
import { accountUseSchema } from './account.ts';
import { apiTokenSchema } from './api-token.ts';
import { assetDetailsSchema } from './asset-details.ts';
import { brandingSchema } from './branding.ts';
import { invitationSchema } from './invitation.ts';
import { jobSchema } from './job.ts';

/** Everything that is known of an account. */
export const accountExportSchema = z
  .object({
    format: z.literal('vitrine-export'),
    version: z.literal(1),
    exportedAt: z.iso.datetime(),
    note: z.string(),
    account: z.object({
      id: z.uuid(),
      email: z.string(),
      createdAt: z.iso.datetime().nullable(),
      ...accountUseSchema.shape,
    }),
    branding: brandingSchema,
    apiTokens: z.array(apiTokenSchema).describe('Never the tokens themselves.'),
    openInvitations: z.array(invitationSchema),
    jobs: z.array(jobSchema).describe('Trash included.'),
    assets: z.array(assetDetailsSchema).describe('Trash included.'),
  })
  .meta({ id: 'AccountExport' });
export type AccountExport = z.infer<typeof accountExportSchema>;
