import { Fragment, type ReactNode } from 'react';
import { type JsonSchema, schemaAnchor } from './api-document';

/** A schema in a few words, with links to the schemas it names. */
export function SchemaType({ schema }: { schema: JsonSchema }): ReactNode {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return (
      <a href={`#${schemaAnchor(name)}`} className="text-accent underline underline-offset-3">
        {name}
      </a>
    );
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return joined(choices, (choice) => <SchemaType schema={choice} />);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return joined(schema.enum, (value) => JSON.stringify(value));
  if (schema.type === 'array') {
    return (
      <>
        list of <SchemaType schema={schema.items ?? {}} />
      </>
    );
  }
  if (schema.properties) return inlineObject(schema.properties);
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return (
      <>
        map of <SchemaType schema={schema.additionalProperties} />
      </>
    );
  }
  return [schema.format ?? schema.type ?? 'anything', limitsOf(schema)].filter(Boolean).join(', ');
}

const joined = <T,>(choices: T[], render: (choice: T) => ReactNode): ReactNode =>
  choices.map((choice, index) => (
    <Fragment key={JSON.stringify(choice)}>
      {index > 0 ? ' or ' : null}
      {render(choice)}
    </Fragment>
  ));

const inlineObject = (properties: Record<string, JsonSchema>): ReactNode => (
  <>
    {'{ '}
    {Object.entries(properties).map(([name, schema], index) => (
      <Fragment key={name}>
        {index > 0 ? ', ' : null}
        {name}: <SchemaType schema={schema} />
      </Fragment>
    ))}
    {' }'}
  </>
);

function limitsOf(schema: JsonSchema): string {
  const [min, max] = [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength];
  const isSensible = (limit: number | undefined) => limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  const unit = schema.type === 'string' ? ' characters' : '';
  if (isSensible(min) && isSensible(max)) return `${min} to ${max}${unit}`;
  if (isSensible(max)) return `at most ${max}${unit}`;
  return isSensible(min) ? `at least ${min}${unit}` : '';
}
