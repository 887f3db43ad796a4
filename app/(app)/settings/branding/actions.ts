'use server';

import { services } from '@/lib/composition';
import { toActionResult } from '@/lib/http/action-result';
import { type Branding, setShowLogoSchema } from '@/lib/schemas/branding';
import type { ActionResult } from '@/lib/schemas/error';
import { requireViewer } from '@/lib/session';

/** Absolute, so repeating it is harmless. */
export async function setShowLogo(input: { showLogo: boolean }): Promise<ActionResult<Branding>> {
  return toActionResult(async () => {
    const viewer = await requireViewer();
    return services().branding.setShowLogo(viewer.id, setShowLogoSchema.parse(input).showLogo);
  });
}
