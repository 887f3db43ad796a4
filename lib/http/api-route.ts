import 'server-only';
import { randomUUID } from 'node:crypto';
import {
  type AnswerOf,
  type BodyOf,
  type Method,
  type Operation,
  type ParamsOf,
  type QueryOf,
  scopeFor,
  scopesOf,
} from '../api/operation.ts';
import { AppError } from '../errors.ts';
import { isId } from '../schemas/id.ts';
import { ANSWER_HEADERS, answerWith } from './answer-with.ts';
import { type Caller, requireScope } from './caller.ts';
import { errorResponse } from './error-response.ts';
import { requireCaller } from './find-caller.ts';
import { readJson, readQuery } from './read-body.ts';
import { runIdempotently } from './run-idempotently.ts';
import { spendRate } from './spend-rate.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly Method[];

type Call<O extends Operation> = {
  request: Request;
  viewer: Caller;
  params: ParamsOf<O>;
  query: QueryOf<O>;
  body: BodyOf<O>;
  /** For what the operation creates: at every try of the same request with an Idempotency-Key the same. */
  resourceId: string;
};

type Context = { params: Promise<unknown> };
type RouteHandler = (request: Request, context: Context) => Promise<Response>;
/** One operation with its handler, ready for {@link apiRoute}. */
export type ServedOperation = RouteHandler;

/**
 * Serves an operation: finds the caller and what they may, parses query and body by the operation's schemas, and
 * answers with the body that `handle` gives, under the first documented status that has one; nothing answers 204.
 * A handler that can succeed in two ways with a body gives a Response of {@link answerWith}.
 */
export function serve<O extends Operation>(
  operation: O,
  handle: (call: Call<O>) => Promise<AnswerOf<O> | Response>,
): ServedOperation {
  return async (request, context) => {
    const viewer = await requireCaller(request);
    requireScope(viewer, ...scopesOf(operation));
    const params = ((await context.params) ?? {}) as ParamsOf<O>;
    for (const [name, value] of Object.entries<string>(params)) requireId(name, value);
    const query = (operation.query && readQuery(request, operation.query)) as QueryOf<O>;
    const body = (operation.body && (await readJson(request, operation.body))) as BodyOf<O>;
    requireScope(viewer, scopeFor(operation, body));
    await spendRate(operation, viewer, request, body);
    const work = async (resourceId: string): Promise<Response> => {
      const answer = await handle({ request, viewer, params, query, body, resourceId });
      if (answer instanceof Response) return answer;
      if (answer === undefined) return new Response(null, { status: 204, headers: ANSWER_HEADERS });
      return answerWith(operation.answers[200] ? 200 : 201, answer);
    };
    // A body that is no JSON is known only once the handler has read it.
    if (operation.rawBody) return work(randomUUID());
    return runIdempotently({ operation, request, viewer, content: body }, work);
  };
}

/**
 * The handlers of one API route. Failures answer in the documented shape, and methods that the route does not have
 * answer 405 with JSON too.
 */
export function apiRoute(served: Partial<Record<Method, ServedOperation>>): Record<Method, RouteHandler> {
  const allow = METHODS.filter((method) => served[method]).join(', ');
  const entries = METHODS.map((method): [Method, RouteHandler] => [
    method,
    async (request, context) => {
      try {
        return (await served[method]?.(request, context)) ?? methodNotAllowed(request.method, allow);
      } catch (error) {
        return errorResponse(error);
      }
    },
  ]);
  return Object.fromEntries(entries) as Record<Method, RouteHandler>;
}

function methodNotAllowed(method: string, allow: string): Response {
  const response = errorResponse(
    new AppError('method_not_allowed', `This address does not take ${method}. It takes ${allow || 'nothing'}.`),
  );
  response.headers.set('allow', allow);
  return response;
}

/** Ids that cannot be ids are simply not found. */
function requireId(name: string, value: string): void {
  if (name.endsWith('Id') && !isId(value)) throw new AppError('not_found', 'There is nothing under this address.');
}
