import { type JsonSchema, schemaAnchor } from './api-document';
import { FieldTable, fieldsOf } from './field-table';
import { SchemaType } from './schema-type';

/** One schema that operations name. */
export function SchemaSection({ name, schema }: { name: string; schema: JsonSchema }) {
  return (
    <section id={schemaAnchor(name)} aria-label={`Schema ${name}`} className="grid scroll-mt-4 gap-2">
      <h3 className="font-medium font-mono">{name}</h3>
      {schema.properties ? (
        <FieldTable label={`Fields of ${name}`} fields={fieldsOf(schema)} />
      ) : (
        <p className="wrap-anywhere font-mono text-sm">
          <SchemaType schema={schema} />
        </p>
      )}
    </section>
  );
}
