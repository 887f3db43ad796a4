import { z } from 'zod';
import { assetSchema } from '../../schemas/asset.ts';
import {
  copyAssetSchema,
  presignedFileSchema,
  presignResponseSchema,
  presignUploadsSchema,
  uploadFormSchema,
} from '../../schemas/upload.ts';
import { defineOperation } from '../operation.ts';

export const presignUploads = defineOperation({
  id: 'presignUploads',
  method: 'POST',
  path: '/jobs/{jobId}/uploads',
  tag: 'Uploads',
  summary: 'Presign direct uploads',
  description:
    'Declare 1 to 100 files; send each with one PUT of its raw bytes to its `uploadUrl`, then complete it. Each file is judged alone: a bad one is `refused`, and the others go on. The same bytes again in a job are a `duplicate`, or the same upload again.',
  scope: 'upload',
  idempotencyKey: 'work',
  body: presignUploadsSchema,
  rate: { name: 'uploads', units: ({ files }: z.output<typeof presignUploadsSchema>) => files.length },
  answers: { 200: { description: 'One answer for each file, in order', schema: presignResponseSchema } },
  errors: ['conflict'],
});

export const renewUploadUrl = defineOperation({
  id: 'renewUploadUrl',
  method: 'POST',
  path: '/assets/{assetId}/upload-url',
  tag: 'Uploads',
  summary: 'Sign an upload again',
  description: 'For an asset that still awaits its bytes.',
  scope: 'upload',
  answers: { 200: { description: 'How to send the bytes', schema: presignedFileSchema } },
  errors: ['conflict'],
});

export const completeUpload = defineOperation({
  id: 'completeUpload',
  method: 'POST',
  path: '/assets/{assetId}/complete',
  tag: 'Uploads',
  summary: 'Verify an upload',
  description:
    'The stored bytes are hashed, compared with what was declared, and decoded. From here on nothing can replace them. Repeating it is harmless and answers the same.',
  scope: 'upload',
  rate: { name: 'completions' },
  answers: { 200: { description: 'The asset, verified or still `verifying`', schema: assetSchema } },
  errors: ['upload_incomplete', 'upload_expired', 'upload_mismatch', 'invalid_image', 'unsupported_media_type'],
});

export const copyAsset = defineOperation({
  id: 'copyAsset',
  method: 'POST',
  path: '/jobs/{jobId}/copies',
  tag: 'Uploads',
  summary: 'Copy an asset from another job',
  description:
    'The server copies the verified original and checks it as it checks uploads; no bytes pass the client. The copy is private, and an asset of its own.',
  scope: 'upload',
  rate: { name: 'uploads' },
  body: copyAssetSchema,
  answers: {
    200: { description: 'The asset that had these bytes in this job already', schema: assetSchema },
    201: { description: 'The new asset, verified or still `verifying`', schema: assetSchema },
  },
  errors: ['conflict', 'asset_not_ready', 'limit_exceeded'],
});

export const uploadAsset = defineOperation({
  id: 'uploadAsset',
  method: 'POST',
  path: '/jobs/{jobId}/assets',
  tag: 'Uploads',
  summary: 'Upload through the back end',
  description:
    'One file in one request, for curl, ShareX and generators; checked as direct uploads are. With `visibility=public` it is published at once; a token needs the scope `publish` for that as well. With `suffix` it becomes a variant of an asset that is there already: stored without metadata, in place of one of the same name. A public asset is then published anew, under a new file address; its page keeps its own.',
  scope: 'upload',
  rate: { name: 'uploads' },
  idempotencyKey: 'work',
  rawBody: {
    'multipart/form-data': {
      schema: uploadFormSchema.extend({ file: z.string().meta({ format: 'binary' }).describe('The image.') }),
    },
  },
  answers: {
    200: { description: 'The asset that has this variant, or that had these bytes already', schema: assetSchema },
    201: { description: 'The new asset', schema: assetSchema },
  },
  errors: [
    'invalid_request',
    'validation_failed',
    'unsupported_media_type',
    'payload_too_large',
    'limit_exceeded',
    'conflict',
    'asset_not_ready',
    'invalid_image',
  ],
});
