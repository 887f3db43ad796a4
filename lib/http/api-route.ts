import 'server-only';
import { AppError } from '../errors.ts';
import type { Viewer } from '../ports/auth-gateway.ts';
import { isId } from '../schemas/id.ts';
import { errorResponse } from './error-response.ts';
import { requireCaller } from './find-caller.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

type Params = Record<string, string>;
type Call<P extends Params> = { request: Request; params: P; viewer: Viewer };
/** Gives a JSON value (200), a Response of its own, or nothing (204). */
export type ApiHandler<P extends Params = Params> = (call: Call<P>) => Promise<unknown>;

type RouteHandler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/**
 * The handlers of one API route: finds the caller, runs the handler, and answers failures in the documented shape.
 * Ids that cannot be ids are simply not found; methods that the route does not have answer 405 with JSON too.
 */
export function apiRoute<P extends Params>(
  handlers: Partial<Record<Method, ApiHandler<P>>>,
): Record<Method, RouteHandler> {
  const allow = METHODS.filter((method) => handlers[method]).join(', ');
  const entries = METHODS.map((method): [Method, RouteHandler] => {
    const handler = handlers[method];
    return [
      method,
      async (request, context) => {
        try {
          if (!handler) return methodNotAllowed(request.method, allow);
          const viewer = await requireCaller(request);
          const params = ((await context.params) ?? {}) as P;
          for (const [name, value] of Object.entries(params)) requireId(name, value);
          return toResponse(await handler({ request, params, viewer }));
        } catch (error) {
          return errorResponse(error);
        }
      },
    ];
  });
  return Object.fromEntries(entries) as Record<Method, RouteHandler>;
}

/** Lists and details carry signed addresses of one person: no cache keeps them. */
function toResponse(result: unknown): Response {
  const headers = { 'cache-control': 'private, no-store' };
  if (result instanceof Response) return result;
  if (result === undefined) return new Response(null, { status: 204, headers });
  return Response.json(result, { headers });
}

/** A JSON answer to a request that has made something. */
export const created = (body: unknown): Response =>
  Response.json(body, { status: 201, headers: { 'cache-control': 'private, no-store' } });

function methodNotAllowed(method: string, allow: string): Response {
  const response = errorResponse(
    new AppError('method_not_allowed', `This address does not take ${method}. It takes ${allow || 'nothing'}.`),
  );
  response.headers.set('allow', allow);
  return response;
}

function requireId(name: string, value: string): void {
  if (name.endsWith('Id') && !isId(value)) throw new AppError('not_found', 'There is nothing under this address.');
}
