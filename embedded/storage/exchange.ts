import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { entityTooLarge, invalidRequest } from './errors.ts';

/** One request under way, its path already taken apart. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  bucketId: string;
  key: string;
};

const MAX_JSON_BYTES = 1024 * 1024;

export function sendJson(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  status: number,
  body: unknown,
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** @throws StorageError InvalidRequest when the body isn't a JSON object */
export async function readJson<T extends object>({ request }: Exchange): Promise<Partial<T>> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_JSON_BYTES) throw entityTooLarge();
  const body = await json(limited(request, MAX_JSON_BYTES)).catch((error) => {
    throw error instanceof SyntaxError ? invalidRequest('body must be valid JSON') : error;
  });
  if (typeof body !== 'object' || body === null) throw invalidRequest('body must be object');
  return body as Partial<T>;
}

async function* limited(request: IncomingMessage, maxBytes: number) {
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw entityTooLarge();
    yield chunk;
  }
}

/** Whether the request asks to replace what is there. */
export function wantsUpsert({ headers }: IncomingMessage): boolean {
  return headers['x-upsert'] === 'true';
}

/** @throws StorageError InvalidRequest naming the property */
export function requireText(name: string, value: unknown): string {
  if (typeof value !== 'string') throw invalidRequest(`body must have required property '${name}'`);
  return value;
}

/** @throws StorageError InvalidRequest naming the property */
export function requireTexts(name: string, value: unknown): string[] {
  if (!Array.isArray(value)) throw invalidRequest(`body must have required property '${name}'`);
  if (value.length < 1) throw invalidRequest(`body/${name} must NOT have fewer than 1 items`);
  return value.map((item, index) => requireText(`${name}/${index}`, item));
}
