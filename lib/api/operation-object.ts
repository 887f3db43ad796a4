import { ERROR_STATUS, type ErrorCode } from '../errors.ts';
import type { Json, ToJsonSchema } from './json-schemas.ts';
import { errorsOf, type Operation } from './operation.ts';

const JSON_TYPE = 'application/json';

/** One operation as OpenAPI writes it. @param errorAnswer schema of every failure's body */
export function toOperationObject(operation: Operation, toJsonSchema: ToJsonSchema, errorAnswer: Json): Json {
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, scopeWords(operation)].filter(Boolean).join('\n\n'),
    parameters: [
      ...pathParameters(operation.path),
      ...queryParameters(operation, toJsonSchema),
      ...(operation.idempotencyKey ? [IDEMPOTENCY_KEY] : []),
    ],
    ...requestBody(operation, toJsonSchema),
    responses: { ...answers(operation, toJsonSchema), ...failures(operation, errorAnswer) },
  };
}

function scopeWords({ scope }: Operation): string {
  if (typeof scope === 'string') return `A token needs the scope \`${scope}\`.`;
  const byScope = Map.groupBy(Object.keys(scope.scopes), (value) => scope.scopes[value]);
  const parts = [...byScope].map(
    ([needed, values]) => `\`${needed}\` for ${values.map((value) => `\`${value}\``).join(', ')}`,
  );
  return `A token needs the scope ${parts.join('; ')}.`;
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name.endsWith('Id') ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));
}

function queryParameters({ query }: Operation, toJsonSchema: ToJsonSchema): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = toJsonSchema(query, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as Json;
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
}

function requestBody({ body, rawBody }: Operation, toJsonSchema: ToJsonSchema): Json {
  if (body)
    return {
      requestBody: { required: true, content: { [JSON_TYPE]: { schema: toJsonSchema(body, 'input') } } },
    };
  if (!rawBody) return {};
  const content = Object.entries(rawBody).map(([contentType, { schema }]) => [
    contentType,
    schema ? { schema: toJsonSchema(schema, 'input') } : {},
  ]);
  return { requestBody: { required: true, content: Object.fromEntries(content) } };
}

function answers(operation: Operation, toJsonSchema: ToJsonSchema): Json {
  const entries = Object.entries(operation.answers).map(
    ([status, { description, schema, contentType = JSON_TYPE }]) => [
      status,
      { description, ...(schema && { content: { [contentType]: { schema: toJsonSchema(schema, 'output') } } }) },
    ],
  );
  return Object.fromEntries(entries);
}

/** One answer for each HTTP status, naming the codes that come with it. */
function failures(operation: Operation, errorAnswer: Json): Json {
  const byStatus = Map.groupBy(errorsOf(operation), (code: ErrorCode) => ERROR_STATUS[code]);
  const entries = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        ...(status === 429 || status === 503 ? { headers: RETRY_AFTER } : {}),
        content: { [JSON_TYPE]: { schema: errorAnswer } },
      },
    ]);
  return Object.fromEntries(entries);
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait before the next try.', schema: { type: 'integer' } },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Send a request again under the same key when its answer was lost: nothing is made twice. Kept for 24 hours; a different request under the same key is refused.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
