import { z } from 'zod';

/** JSON of a part of an OpenAPI document. */
export type Json = { [key: string]: unknown };

const COMPONENTS = '#/components/schemas/';

/** The JSON Schema of a zod schema as it is sent (`input`) or answered (`output`); one that has an id is a reference. */
export type ToJsonSchema = (schema: z.ZodType, io: 'input' | 'output') => Json;

/** @param components where the schemas that have an id (`.meta({ id })`) are collected */
export function createToJsonSchema(components: Json): ToJsonSchema {
  return (schema, io) => {
    const json = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: omitPatternOfFormat }) as Json;
    const { $schema: _, $defs, ...described } = relocateReferences(json) as Json & { $defs?: Json };
    for (const [name, definition] of Object.entries($defs ?? {})) {
      const { id: _id, ...rest } = definition as Json;
      components[name] = rest;
    }
    const { id, ...rest } = described;
    if (typeof id !== 'string') return described;
    components[id] = rest;
    return { $ref: COMPONENTS + id };
  };
}

/** The pattern that checks a date or an id is longer than all else, and says what `format` says. */
function omitPatternOfFormat({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
}

function relocateReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocateReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? item.replace('#/$defs/', COMPONENTS) : relocateReferences(item),
    ]),
  );
}
