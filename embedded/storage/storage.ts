import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../database.ts';
import { logLine } from '../log.ts';
import { createBytes } from './bytes.ts';
import { importJwtKey } from './caller.ts';
import { claimDirectory } from './directory-owner.ts';
import { toStorageError } from './errors.ts';
import { sendJson } from './exchange.ts';
import { createHandlers } from './handlers.ts';
import { listVersions } from './objects.ts';
import { findRoute } from './routes.ts';
import { createSigning } from './signing.ts';

export const STORAGE_PREFIX = '/storage/v1/';

/** How much of a refused body is read away, so that its sender hears the answer instead of a broken connection. */
const MAX_DRAINED_BYTES = 256 * 1024 * 1024;
const MAX_DRAIN_MS = 30_000;

const HEADERS = {
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'cross-origin',
};
const PREFLIGHT_HEADERS = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers':
    'authorization, apikey, content-type, cache-control, x-upsert, x-metadata, x-client-info, x-supabase-api-version, range, if-none-match',
  'access-control-max-age': '3600',
  'content-length': '0',
};

/** Storage as a request handler, after comparing what is on disk with the rows. */
export async function createStorage(database: Database, jwtSecret: string, directory: string) {
  const bytes = createBytes(directory);
  await claimDirectory(database, directory);
  const { removed, missing } = await bytes.sweep(await listVersions(database));
  if (removed > 0) logLine(`storage: removed ${removed} files that no object names`);
  if (missing.length > 0) logLine(`storage: ${missing.length} objects have lost their file: ${missing.slice(0, 5)}`);
  const jwtKey = await importJwtKey(jwtSecret);
  const handlers = createHandlers({ database, bytes, signing: createSigning(jwtKey), jwtKey });

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeaders(new Map(Object.entries(HEADERS)));
    const method = request.method ?? 'GET';
    const [path = '', query = ''] = (request.url ?? '').slice(STORAGE_PREFIX.length).split(/\?(.*)/s, 2);
    if (method === 'OPTIONS') {
      response.writeHead(200, PREFLIGHT_HEADERS).end();
      return;
    }
    try {
      const route = findRoute(method, path);
      if (!route) {
        const message = `Route ${method}:/${path} not found`;
        sendJson({ request, response }, 404, { message, error: 'Not Found', statusCode: 404 });
      } else {
        const { handler, bucketId, key } = route;
        await handlers[handler]({ request, response, query: new URLSearchParams(query), bucketId, key });
      }
    } catch (error) {
      sendError(error, request, response, path);
    } finally {
      drain(request);
    }
  };
}

function sendError(error: unknown, request: IncomingMessage, response: ServerResponse, path: string): void {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof URIError) {
    const message = `'/${path}' is not a valid url component`;
    sendJson({ request, response }, 400, { error: 'Bad Request', code: 'FST_ERR_BAD_URL', message, statusCode: 400 });
  } else {
    const { httpStatus, body } = toStorageError(error, `${request.method} /${path}`);
    for (const name of response.getHeaderNames()) if (!(name in HEADERS)) response.removeHeader(name);
    sendJson({ request, response }, httpStatus, body);
  }
}

function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let bytes = 0;
  const give = () => request.socket.destroy();
  const timer = setTimeout(give, MAX_DRAIN_MS).unref();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DRAINED_BYTES) give();
  });
  request.once('close', () => clearTimeout(timer));
  request.on('error', () => {});
  request.resume();
}
