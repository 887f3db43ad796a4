/** The parts of an OpenAPI document that its page shows. */

export type JsonSchema = {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
};

type Content = Record<string, { schema?: JsonSchema }>;
type Answers = Record<string, { description: string; content?: Content }>;

export type ApiParameter = { name: string; in: string; required: boolean; description?: string; schema: JsonSchema };

export type ApiOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: ApiParameter[];
  requestBody?: { content: Content };
  responses: Answers;
};

export type ApiDocument = {
  info: { description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, JsonSchema> };
};

export type ListedOperation = { method: string; path: string; operation: ApiOperation };

/** Operations of one tag, in the document's order. */
export function operationsOf(document: ApiDocument, tag: string): ListedOperation[] {
  return Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** The failures that every operation has, so that they can be told once: status and words. */
export function commonFailures({ paths }: ApiDocument): [status: string, description: string][] {
  const all = Object.values(paths).flatMap((byMethod) => Object.values(byMethod));
  const first = Object.entries(all[0]?.responses ?? {}).map(([status, { description }]): [string, string] => [
    status,
    description,
  ]);
  return first.filter(
    ([status, description]) =>
      !status.startsWith('2') && all.every(({ responses }) => responses[status]?.description === description),
  );
}

export const schemaAnchor = (name: string): string => `schema-${name}`;
