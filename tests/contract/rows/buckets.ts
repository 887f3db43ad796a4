import { expect } from 'vitest';
import { MAX_BYTES } from '../../../embedded/storage/storage-test-kit.ts';
import { http, NO_SUCH_BUCKET, type Row, refusal } from '../row.ts';

const json = { 'content-type': 'application/json' };
const create = (body: object) => ({ headers: json, body: JSON.stringify(body) });

export const rows: Row[] = [
  {
    op: 'GET /bucket/assets service_role',
    ask: async ({ raw, serviceKey }) => {
      const { status, body } = await raw('GET', '/bucket/assets', { as: serviceKey });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...{ id: 'assets', name: 'assets', public: false, file_size_limit: MAX_BYTES },
        allowed_mime_types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
        ...{ created_at: expect.any(String), updated_at: expect.any(String) },
      });
    },
  },
  http(
    'GET /bucket/assets user A',
    ({ raw, tokens }) => raw('GET', '/bucket/assets', { as: tokens.a }),
    NO_SUCH_BUCKET,
  ),
  http(
    'POST /bucket duplicate service_role',
    ({ raw, serviceKey }) => raw('POST', '/bucket', { as: serviceKey, ...create({ id: 'assets', name: 'assets' }) }),
    refusal('409', 'Duplicate', 'The resource already exists', 'BucketAlreadyExists'),
  ),
  http(
    'POST /bucket user A',
    ({ raw, tokens }) => raw('POST', '/bucket', { as: tokens.a, ...create({ id: 'mine', name: 'mine' }) }),
    refusal('403', 'Unauthorized', 'new row violates row-level security policy', 'AccessDenied'),
  ),
  http(
    'POST /bucket bad name',
    ({ raw, serviceKey }) => raw('POST', '/bucket', { as: serviceKey, ...create({ id: 'a/b', name: 'a/b' }) }),
    refusal('400', 'Invalid Input', 'Bucket name invalid', 'InvalidBucketName'),
  ),
];
