import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { AnswerList } from '@/components/api-docs/answer-list';
import { type ApiDocument, commonFailures, operationsOf } from '@/components/api-docs/api-document';
import { Contents } from '@/components/api-docs/contents';
import { OperationSection } from '@/components/api-docs/operation-section';
import { Prose } from '@/components/api-docs/prose';
import { SchemaSection } from '@/components/api-docs/schema-section';
import { Wordmark } from '@/components/frame/wordmark';
import { ThemeMenu } from '@/components/ui/theme-menu';
import { toOpenApi } from '@/lib/api/openapi';
import { OPERATIONS } from '@/lib/api/operations';
import { env } from '@/lib/env';
import { siteUrlOf } from '@/lib/http/request-origins';

export const metadata: Metadata = { title: 'API' };

// GET /docs/api - the API for people; /api/openapi.json is the same for programs
export default async function ApiDocsPage() {
  const document = toOpenApi(OPERATIONS, siteUrlOf(await headers(), env())) as unknown as ApiDocument;
  const failures = commonFailures(document);
  return (
    <div className="mx-auto max-w-280 px-4 sm:px-6">
      <header className="flex h-14 items-center justify-between">
        <Wordmark href="/" />
        <ThemeMenu />
      </header>
      <div className="grid gap-x-12 gap-y-8 pt-6 pb-16 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <div className="lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto">
          <Contents document={document} />
        </div>
        <main id="main" className="grid min-w-0 gap-10">
          <div className="grid gap-3">
            <h1 className="font-semibold text-2xl">API</h1>
            <div className="max-w-160 text-muted">
              <Prose text={document.info.description} />
            </div>
            <p>
              <a href="/api/openapi.json" className="text-accent underline underline-offset-3">
                OpenAPI 3.1 document
              </a>
            </p>
            <h2 className="mt-3 font-medium">Any operation may answer</h2>
            <AnswerList answers={failures.map(([status, text]) => ({ status, text }))} />
          </div>
          {document.tags.map(({ name, description }) => (
            <section key={name} aria-labelledby={`tag-${name}`}>
              <h2 id={`tag-${name}`} className="font-semibold text-xl">
                {name}
              </h2>
              <p className="mt-1 mb-4 text-muted">{description}</p>
              {operationsOf(document, name).map((listed) => (
                <OperationSection
                  key={listed.operation.operationId}
                  {...listed}
                  hiddenStatuses={failures.map(([status]) => status)}
                />
              ))}
            </section>
          ))}
          <section aria-labelledby="schemas" className="grid gap-6">
            <h2 id="schemas" className="font-semibold text-xl">
              Schemas
            </h2>
            {Object.entries(document.components.schemas).map(([name, schema]) => (
              <SchemaSection key={name} name={name} schema={schema} />
            ))}
          </section>
        </main>
      </div>
    </div>
  );
}
