import { callApi } from '@/components/call/call-api';
import type { Branding } from '@/lib/schemas/branding';
import type { ActionResult } from '@/lib/schemas/error';

/** @param path below /api/v1 */
export const putTenantImage = (path: string, file: Blob, contentType: string): Promise<ActionResult<Branding>> =>
  callApi(path, { method: 'PUT', headers: { 'content-type': contentType }, body: file });

/** @param path below /api/v1 */
export const deleteTenantImage = (path: string): Promise<ActionResult<null>> => callApi(path, { method: 'DELETE' });
