import 'server-only';
import type { z } from 'zod';
import { AppError } from '../errors.ts';

/** A hundred declared files with the longest names fit. */
const MAX_JSON_BYTES = 1_000_000;
/** More than that of a refused body is not waited for: the connection breaks instead. */
export const MAX_DRAINED_BYTES = 16_000_000;

export const isMultipart = (contentType: string): boolean => /^multipart\/form-data\b/i.test(contentType);

/**
 * The JSON body of a request, parsed by its schema.
 * @throws AppError unsupported_media_type, payload_too_large, invalid_request (not JSON); ZodError (not as described)
 */
export async function readJson<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send JSON, with the header Content-Type: application/json.');
  }
  const text = (await readBytes(request, MAX_JSON_BYTES, 'The body is larger than any request needs.')).toString();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AppError('invalid_request', 'The body is not valid JSON.');
  }
  return schema.parse(body);
}

/**
 * A body of at most `maxBytes`, whole.
 * @throws AppError payload_too_large with the message that is given
 */
export async function readBytes(request: Request, maxBytes: number, tooLarge: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    // A body left unread would block the next request on the same connection.
    if (bytes > MAX_DRAINED_BYTES && bytes > maxBytes) break;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  if (bytes > maxBytes) throw new AppError('payload_too_large', tooLarge);
  return Buffer.concat(chunks);
}

/** The query of a request, parsed by its schema. @throws ZodError */
export function readQuery<T extends z.ZodType>(request: Request, schema: T): z.output<T> {
  return schema.parse(Object.fromEntries(new URL(request.url).searchParams));
}
