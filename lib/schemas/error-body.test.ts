import { describe, expect, it } from 'vitest';
import { errorBodySchema } from './error.ts';
import { findErrorBody } from './error-body.ts';

describe('findErrorBody', () => {
  it('finds what a failed request answers', () => {
    const error = { code: 'validation_failed', message: 'Give the job a title.', fields: { title: 'Give one.' } };
    expect(findErrorBody({ error })).toEqual(error);
    expect(errorBodySchema.parse(error)).toEqual(error);
  });

  it.each([null, undefined, '<html>', 502, [], {}, { error: null }, { error: 'no' }, { error: { message: 'no' } }])(
    'finds nothing in %j',
    (body) => expect(findErrorBody(body)).toBeNull(),
  );

  it.each(['unheard_of', 'toString', 404])('knows no code %j', (code) =>
    expect(findErrorBody({ error: { code, message: 'Words.' } })).toBeNull(),
  );
});
