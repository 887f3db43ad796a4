'use server';

import { z } from 'zod';
import { services } from '@/lib/composition';
import { toActionResult } from '@/lib/http/action-result';
import { type CreateApiToken, type CreatedApiToken, createApiTokenSchema } from '@/lib/schemas/api-token';
import type { ActionResult } from '@/lib/schemas/error';
import { requireViewer } from '@/lib/session';

// Tokens are made and revoked with a session alone: there is no route for it, and so no token can make another.

export async function createApiToken(input: CreateApiToken): Promise<ActionResult<CreatedApiToken>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    return services().apiTokens.create(viewer.id, createApiTokenSchema.parse(input));
  });
}

export async function revokeApiToken(input: { tokenId: string }): Promise<ActionResult<null>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    await services().apiTokens.revoke(viewer.id, z.object({ tokenId: z.uuid() }).parse(input).tokenId);
    return null;
  });
}
