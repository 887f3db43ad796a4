import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listApiRoutes } from '../../tests/support/source-lists.ts';
import { toOpenApi } from './openapi.ts';
import { defineOperation, errorsOf } from './operation.ts';
import { OPERATIONS } from './operations.ts';

const SITE = 'https://vitrine.example';

async function lint(document: unknown): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

describe('the OpenAPI document', () => {
  it('passes the strict rules of the linter', async () => {
    expect(await lint(toOpenApi(OPERATIONS, SITE))).toEqual([]);
  });

  it('is really linted', async () => {
    const document = toOpenApi(OPERATIONS, SITE);
    expect(await lint({ ...document, paths: { '/jobs/{jobId}': { get: { responses: {} } } } })).not.toEqual([]);
  });

  it('names every route there is, and no other', () => {
    const documented = OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, '[$1]')}`);
    expect(documented.sort()).toEqual(listApiRoutes().sort());
  });

  it('refers to schemas that it has', () => {
    const document = toOpenApi(OPERATIONS, SITE);
    const { schemas } = document.components as { schemas: Record<string, unknown> };
    const named = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining([...named].map(([, name]) => name)));
    expect(Object.keys(schemas)).toContain('Asset');
  });

  it('is made of the schemas that requests are parsed with', () => {
    const operation = defineOperation({
      id: 'makeThing',
      method: 'POST',
      path: '/things/{thingId}',
      tag: 'Jobs',
      summary: 'Make a thing',
      scope: 'upload',
      query: z.object({ dry: z.enum(['yes', 'no']).default('no') }),
      body: z.object({ title: z.string().max(7) }),
      answers: { 201: { description: 'Made', schema: z.object({ title: z.string() }).meta({ id: 'Thing' }) } },
      errors: ['conflict'],
    });
    const { paths, components } = toOpenApi([operation], SITE) as Record<string, Record<string, unknown>>;
    expect(paths?.['/things/{thingId}']).toMatchObject({
      post: {
        operationId: 'makeThing',
        parameters: [
          { name: 'thingId', in: 'path', required: true },
          { name: 'dry', in: 'query', required: false, schema: { enum: ['yes', 'no'], default: 'no' } },
        ],
        requestBody: { content: { 'application/json': { schema: { properties: { title: { maxLength: 7 } } } } } },
        responses: {
          201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          409: { description: '`conflict`' },
        },
      },
    });
    expect(components?.schemas).toMatchObject({ Thing: { type: 'object', required: ['title'] } });
  });
});

describe('errorsOf', () => {
  it('adds what follows from a body, a query and an id', () => {
    const [withId] = OPERATIONS.filter(({ id }) => id === 'updateJob');
    const [without] = OPERATIONS.filter(({ id }) => id === 'getMe');
    if (!withId || !without) throw new Error('both operations exist');
    expect(errorsOf(withId)).toEqual(expect.arrayContaining(['not_found', 'invalid_request', 'payload_too_large']));
    expect(errorsOf(without)).not.toContain('not_found');
  });
});
