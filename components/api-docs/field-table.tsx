import type { JsonSchema } from './api-document';
import { Prose } from './prose';
import { SchemaType } from './schema-type';

export type Field = { name: string; required: boolean; description?: string; schema: JsonSchema };

/** The fields of an object or of a query. */
export function FieldTable({ fields, label }: { fields: Field[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="overflow-x-auto rounded-lg border bg-surface" aria-label={label} tabIndex={0}>
      <table className="w-full text-left text-sm">
        <thead className="sr-only">
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {fields.map(({ name, required, description, schema }) => (
            <tr key={name}>
              <th scope="row" className="w-1/3 px-3 py-2 align-top font-mono font-normal">
                {name}
                {required ? null : <span className="text-muted">?</span>}
              </th>
              <td className="px-3 py-2 align-top">
                <span className="wrap-anywhere font-mono">
                  <SchemaType schema={schema} />
                </span>
                {schema.default === undefined ? null : (
                  <span className="text-muted"> · default {JSON.stringify(schema.default)}</span>
                )}
                {description ? (
                  <div className="mt-0.5 text-muted">
                    <Prose text={description} />
                  </div>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The fields of an object schema. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema): Field[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    ...(schema.description && { description: schema.description }),
    schema,
  }));
}
