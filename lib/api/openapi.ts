import { errorAnswerSchema } from '../schemas/error.ts';
import { uploadDeclarationSchema } from '../schemas/upload.ts';
import { createToJsonSchema, type Json } from './json-schemas.ts';
import type { Operation } from './operation.ts';
import { toOperationObject } from './operation-object.ts';

/**
 * The OpenAPI 3.1 document of operations (https://spec.openapis.org/oas/v3.1.1.html), made of the schemas that the
 * routes parse with. Schemas with an id (`.meta({ id })`) become components.
 * @param siteUrl origin of the app
 */
export function toOpenApi(operations: readonly Operation[], siteUrl: string): Json {
  const components: Json = {};
  const toJsonSchema = createToJsonSchema(components);
  toJsonSchema(uploadDeclarationSchema, 'input');
  const errorAnswer = toJsonSchema(errorAnswerSchema, 'output');
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: toOperationObject(operation, toJsonSchema, errorAnswer),
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Vitrine',
      version: '1',
      summary: 'Hand over images, publish them, take them back.',
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${siteUrl}/api/v1`, description: 'This site' }],
    security: [{ bearer: [] }, { session: [] }],
    tags: TAGS,
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token from the settings (`vt_…`), or an access token of Supabase Auth.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'sb-…-auth-token',
          description: 'The session of a signed-in browser. Writes need an Origin header of this site.',
        },
      },
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => a.localeCompare(b))),
    },
  };
}

const INTRODUCTION = `Every failure has the body \`{"error":{"code","message","fields?","requestId?"}}\`. Branch on \`code\`; \`message\` is for people.
What is missing and what is somebody else's answers alike: \`not_found\`. Work that takes longer than a few seconds answers with the status in flight: ask again until it rests.
With the 503 codes comes a \`Retry-After\` header, in seconds.`;

const TAGS = [
  { name: 'Jobs', description: 'A batch of images under one title.' },
  { name: 'Uploads', description: 'Straight to storage in three steps, or through the back end in one.' },
  { name: 'Assets', description: 'An image: its original, its variants, and who may see it.' },
  { name: 'Sharing', description: 'Everything that is public, at once.' },
  { name: 'Account', description: 'Who calls, and what belongs to the account.' },
];
