import 'server-only';
import type { z } from 'zod';
import { AppError } from '../errors.ts';

/** A hundred declared files with the longest names fit. */
const MAX_JSON_BYTES = 1_000_000;
/** More than that of a refused body is not waited for: the connection breaks instead. */
const MAX_DRAINED_BYTES = 16_000_000;

/**
 * The JSON body of a request, parsed by its schema.
 * @throws AppError unsupported_media_type, payload_too_large, invalid_request (not JSON); ZodError (not as described)
 */
export async function readJson<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send JSON, with the header Content-Type: application/json.');
  }
  const text = await readText(request);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AppError('invalid_request', 'The body is not valid JSON.');
  }
  return schema.parse(body);
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    // A body left unread would block the next request on the same connection.
    if (bytes > MAX_DRAINED_BYTES) break;
    if (bytes <= MAX_JSON_BYTES) text += decoder.decode(chunk, { stream: true });
  }
  if (bytes > MAX_JSON_BYTES) throw new AppError('payload_too_large', 'The body is larger than any request needs.');
  return text + decoder.decode();
}

/** The query of a request, parsed by its schema. @throws ZodError */
export function readQuery<T extends z.ZodType>(request: Request, schema: T): z.output<T> {
  return schema.parse(Object.fromEntries(new URL(request.url).searchParams));
}
