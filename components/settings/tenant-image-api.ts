import { type Branding, brandingSchema } from '@/lib/schemas/branding';
import { type ActionResult, errorBodySchema } from '@/lib/schemas/error';

const NO_ANSWER: ActionResult<never> = {
  ok: false,
  error: { code: 'internal', message: 'The server did not answer. Check the connection and try again.' },
};

/** @param path below /api/v1 */
export async function putTenantImage(path: string, file: Blob, contentType: string): Promise<ActionResult<Branding>> {
  return send(path, { method: 'PUT', headers: { 'content-type': contentType }, body: file }, async (response) =>
    brandingSchema.parse(await response.json()),
  );
}

/** @param path below /api/v1 */
export async function deleteTenantImage(path: string): Promise<ActionResult<null>> {
  return send(path, { method: 'DELETE' }, async () => null);
}

async function send<T>(
  path: string,
  request: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, request);
    if (response.ok) return { ok: true, data: await read(response) };
    const body = (await response.json()) as { error?: unknown };
    return { ok: false, error: errorBodySchema.parse(body.error) };
  } catch {
    return NO_ANSWER;
  }
}
