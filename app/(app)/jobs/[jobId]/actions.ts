'use server';

import { z } from 'zod';
import { services } from '@/lib/composition';
import { toActionResult } from '@/lib/http/action-result';
import { type Asset, renameAssetSchema, setVisibilitySchema, type Visibility } from '@/lib/schemas/asset';
import type { ActionResult } from '@/lib/schemas/error';
import { requireViewer } from '@/lib/session';

const assetIdSchema = z.object({ assetId: z.uuid() });

/** Publishes or takes back. May answer while still in flight: the caller polls until it is not. */
export async function setVisibility(input: { assetId: string; visibility: Visibility }): Promise<ActionResult<Asset>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    const { assetId, visibility } = assetIdSchema.extend(setVisibilitySchema.shape).parse(input);
    return services().assets.setVisibility(viewer.id, assetId, visibility);
  });
}

export async function renameAsset(input: { assetId: string; name: string }): Promise<ActionResult<Asset>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    const { assetId, name } = assetIdSchema.extend(renameAssetSchema.shape).parse(input);
    return services().assets.update(viewer.id, assetId, { name });
  });
}

/** Undo is `restoreAsset`. */
export async function trashAsset(input: { assetId: string }): Promise<ActionResult<Asset>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    return services().assets.trash(viewer.id, assetIdSchema.parse(input).assetId);
  });
}

export async function restoreAsset(input: { assetId: string }): Promise<ActionResult<Asset>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    return services().assets.restore(viewer.id, assetIdSchema.parse(input).assetId);
  });
}

/** For good. */
export async function deleteAsset(input: { assetId: string }): Promise<ActionResult<null>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    await services().assets.deletePermanently(viewer.id, assetIdSchema.parse(input).assetId);
    return null;
  });
}
