// GET /api/openapi.json - the contract of the API, for everybody
import { toOpenApi } from '@/lib/api/openapi';
import { OPERATIONS } from '@/lib/api/operations';
import { env } from '@/lib/env';
import { siteUrlOf } from '@/lib/http/request-origins';

export function GET(request: Request): Response {
  return Response.json(toOpenApi(OPERATIONS, siteUrlOf(request.headers, env())), {
    headers: { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' },
  });
}
