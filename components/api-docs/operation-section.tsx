import type { JsonSchema, ListedOperation } from './api-document';
import { FieldTable, fieldsOf } from './field-table';
import { Prose } from './prose';
import { SchemaType } from './schema-type';

/** One operation: what it takes, what it answers, how it fails. */
export function OperationSection({ method, path, operation }: ListedOperation) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  return (
    <section id={operationId} aria-labelledby={`${operationId}-title`} className="grid scroll-mt-4 gap-3 border-t py-6">
      <div className="grid gap-1">
        <h3 id={`${operationId}-title`} className="font-semibold">
          {summary}
        </h3>
        <p className="wrap-anywhere font-mono text-sm">
          <span className="font-semibold text-accent">{method}</span> /api/v1{path}
        </p>
      </div>
      <div className="max-w-160 text-muted">
        <Prose text={description} />
      </div>
      {parameters.length > 0 ? <FieldTable label={`Parameters of ${summary}`} fields={parameters} /> : null}
      {Object.entries(requestBody?.content ?? {}).map(([contentType, { schema }]) => (
        <Body key={contentType} title={`Body, ${contentType}`} schema={schema} />
      ))}
      <dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[3rem_1fr]">
        {Object.entries(responses).map(([status, { description: text, content }]) => (
          <Answer key={status} status={status} text={text} schema={content?.['application/json']?.schema} />
        ))}
      </dl>
    </section>
  );
}

function Body({ title, schema }: { title: string; schema: JsonSchema | undefined }) {
  return (
    <div className="grid gap-1.5">
      <h4 className="font-medium text-sm">{title}</h4>
      {schema?.properties ? <FieldTable label={title} fields={fieldsOf(schema)} /> : null}
      {schema?.$ref ? (
        <p className="font-mono text-sm">
          <SchemaType schema={schema} />
        </p>
      ) : null}
    </div>
  );
}

function Answer({ status, text, schema }: { status: string; text: string; schema: JsonSchema | undefined }) {
  const isSuccess = status.startsWith('2');
  return (
    <>
      <dt className={isSuccess ? 'font-medium font-mono' : 'font-mono text-muted'}>{status}</dt>
      <dd className="min-w-0">
        <Prose text={text} />
        {isSuccess && schema ? (
          <p className="wrap-anywhere font-mono">
            <SchemaType schema={schema} />
          </p>
        ) : null}
      </dd>
    </>
  );
}
