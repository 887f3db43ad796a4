import { Fragment } from 'react';
import type { JsonSchema } from './api-document';
import { Prose } from './prose';
import { SchemaType } from './schema-type';

type ListedAnswer = { status: string; text: string; schema?: JsonSchema | undefined };

/** What an operation answers, by HTTP status. */
export function AnswerList({ answers }: { answers: ListedAnswer[] }) {
  return (
    <dl className="grid grid-cols-[3rem_1fr] gap-x-4 gap-y-1.5 text-sm">
      {answers.map(({ status, text, schema }) => {
        const isSuccess = status.startsWith('2');
        return (
          <Fragment key={status}>
            <dt className={isSuccess ? 'font-medium font-mono' : 'font-mono text-muted'}>{status}</dt>
            <dd className="min-w-0">
              <Prose text={text} />
              {isSuccess && schema ? (
                <p className="wrap-anywhere font-mono">
                  <SchemaType schema={schema} />
                </p>
              ) : null}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
