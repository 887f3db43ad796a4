import { AnswerList } from './answer-list';
import type { JsonSchema, ListedOperation } from './api-document';
import { FieldTable, fieldsOf } from './field-table';
import { Prose } from './prose';
import { SchemaType } from './schema-type';

type OperationSectionProps = ListedOperation & {
  /** Statuses of failures that are told elsewhere. */ hiddenStatuses: string[];
};

/** One operation: what it takes, what it answers, how it fails. */
export function OperationSection({ method, path, operation, hiddenStatuses }: OperationSectionProps) {
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
        <Body key={contentType} of={summary} contentType={contentType} schema={schema} />
      ))}
      <AnswerList
        answers={Object.entries(responses)
          .filter(([status]) => !hiddenStatuses.includes(status))
          .map(([status, { description: text, content }]) => ({
            status,
            text,
            schema: content?.['application/json']?.schema,
          }))}
      />
    </section>
  );
}

type BodyProps = { of: string; contentType: string; schema: JsonSchema | undefined };

function Body({ of, contentType, schema }: BodyProps) {
  return (
    <div className="grid gap-1.5">
      <h4 className="font-medium text-sm">Body, {contentType}</h4>
      {schema?.properties ? <FieldTable label={`Body of ${of}, ${contentType}`} fields={fieldsOf(schema)} /> : null}
      {schema?.$ref ? (
        <p className="font-mono text-sm">
          <SchemaType schema={schema} />
        </p>
      ) : null}
    </div>
  );
}
