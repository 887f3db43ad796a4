import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { ApiScope } from '../schemas/api-scope.ts';
import type { RateName } from '../schemas/rate-name.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type AnswerStatus = 200 | 201 | 204;

/** A success without `schema` has no body; other than JSON it names its content type. */
type AnswerDescription = { description: string; schema?: z.ZodType; contentType?: string };

/** Where what is needed follows from a field of the JSON body. */
type ScopeOfField = { field: string; scopes: Readonly<Record<string, ApiScope>> };

/** Bodies that are no JSON, by content type; the handler reads them itself. */
export type RawBody = Record<string, { schema?: z.ZodType }>;

/**
 * One operation of the API: what it takes and answers. Routes parse with the very schemas that the OpenAPI document is
 * made of, so that neither can say what the other does not.
 */
export type Operation = {
  /** operationId */
  id: string;
  method: Method;
  /** Below /api/v1, such as `/jobs/{jobId}`. */
  path: `/${string}`;
  tag: 'Jobs' | 'Uploads' | 'Assets' | 'Sharing' | 'Account';
  summary: string;
  description?: string;
  /** What an API token needs to be allowed. */
  scope: ApiScope | ScopeOfField;
  query?: z.ZodType;
  /** JSON. */
  body?: z.ZodType;
  rawBody?: RawBody;
  /**
   * Takes an Idempotency-Key. `answer`: a repetition gets the first answer again. `work`: the work is idempotent by
   * itself and is done again, for fresh addresses, under the first status.
   */
  idempotencyKey?: 'answer' | 'work';
  /** Counted against a rate: so many units for a body of it. */
  rate?: { name: RateName; units?: (body: never) => number };
  answers: Partial<Record<AnswerStatus, AnswerDescription>>;
  /** Beyond those that follow from the parts above: {@link errorsOf}. */
  errors: readonly ErrorCode[];
};

/** Keeps the literal types, from which those of the handler follow. */
export const defineOperation = <const O extends Operation>(operation: O): O => operation;

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;
export type ParamsOf<O extends Operation> = Record<ParamNames<O['path']>, string>;

type OutputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
export type QueryOf<O extends Operation> = OutputOf<O['query']>;
export type BodyOf<O extends Operation> = OutputOf<O['body']>;

// biome-ignore lint/suspicious/noConfusingVoidType: what a service method without a result returns
type BodyOfAnswer<Answer> = Answer extends { schema: infer Schema extends z.ZodType } ? z.input<Schema> : void;
/** What the handler may give: the body of one of the documented answers. */
export type AnswerOf<O extends Operation> = {
  [Status in keyof O['answers']]: BodyOfAnswer<O['answers'][Status]>;
}[keyof O['answers']];

/** What a token needs one of before it is known what exactly is asked for. */
export const scopesOf = ({ scope }: Operation): ApiScope[] =>
  typeof scope === 'string' ? [scope] : [...new Set(Object.values(scope.scopes))];

/** What a token needs for a request with this body. */
export const scopeFor = ({ scope }: Operation, body: unknown): ApiScope => {
  if (typeof scope === 'string') return scope;
  const needed = scope.scopes[String((body as Record<string, unknown>)[scope.field])];
  if (!needed) throw new Error(`no scope for this ${scope.field}`);
  return needed;
};

/** Any request may end so: the caller is nobody or is not allowed, or something of ours is away. */
const ALWAYS: readonly ErrorCode[] = [
  'unauthenticated',
  'forbidden',
  'internal',
  'database_unavailable',
  'storage_unavailable',
];
const WITH_IDEMPOTENCY_KEY: readonly ErrorCode[] = ['invalid_request', 'validation_failed', 'conflict'];
const WITH_JSON: readonly ErrorCode[] = [
  'invalid_request',
  'unsupported_media_type',
  'payload_too_large',
  'validation_failed',
];

/** Every error code that an operation documents. */
export function errorsOf({ path, query, body, idempotencyKey, rate, errors }: Operation): ErrorCode[] {
  return [
    ...new Set<ErrorCode>([
      ...ALWAYS,
      ...(path.includes('{') ? (['not_found'] as const) : []),
      ...(query ? (['validation_failed'] as const) : []),
      ...(body ? WITH_JSON : []),
      ...(idempotencyKey ? WITH_IDEMPOTENCY_KEY : []),
      ...(rate ? (['rate_limited'] as const) : []),
      ...errors,
    ]),
  ];
}
