import {
  assetIdsQuerySchema,
  assetPageSchema,
  assetPagesSchema,
  assetSchema,
  listAssetPagesSchema,
  listAssetsSchema,
  setVisibilitySchema,
  updateAssetSchema,
} from '../../schemas/asset.ts';
import { changeAssetsSchema, changedAssetsSchema } from '../../schemas/asset-batch.ts';
import { assetDetailsSchema } from '../../schemas/asset-details.ts';
import { deletionSchema } from '../../schemas/deletion.ts';
import { signedUrlsSchema, signUrlsSchema } from '../../schemas/upload.ts';
import { defineOperation } from '../operation.ts';

export const listAssets = defineOperation({
  id: 'listAssets',
  method: 'GET',
  path: '/jobs/{jobId}/assets',
  tag: 'Assets',
  summary: 'List the assets of a job',
  description: 'Pass `nextCursor` as `cursor` for the next page, with the same `sort`; it is null on the last.',
  scope: 'read',
  query: listAssetsSchema,
  answers: { 200: { description: 'One page of assets, with signed addresses', schema: assetPageSchema } },
  errors: ['invalid_request'],
});

export const listAssetPages = defineOperation({
  id: 'listAssetPages',
  method: 'GET',
  path: '/jobs/{jobId}/assets/pages',
  tag: 'Assets',
  summary: 'Find the pages of that list',
  description:
    'For going to any page at once: how many assets the list has, and the `cursor` of each page after the first, for the same `sort`, filters and `limit`.',
  scope: 'read',
  query: listAssetPagesSchema,
  answers: { 200: { description: 'Where each page begins', schema: assetPagesSchema } },
  errors: [],
});

export const findAssets = defineOperation({
  id: 'findAssets',
  method: 'GET',
  path: '/assets',
  tag: 'Assets',
  summary: 'Read up to 100 assets',
  description: 'In the order asked for. Ids that are unknown or of somebody else are left out.',
  scope: 'read',
  query: assetIdsQuerySchema,
  answers: { 200: { description: 'The assets', schema: assetPageSchema } },
  errors: [],
});

export const getAsset = defineOperation({
  id: 'getAsset',
  method: 'GET',
  path: '/assets/{assetId}',
  tag: 'Assets',
  summary: 'Read an asset',
  description: 'With all that is known of it: its variants, its EXIF, and when it was public.',
  scope: 'read',
  answers: { 200: { description: 'The asset', schema: assetDetailsSchema } },
  errors: [],
});

export const updateAsset = defineOperation({
  id: 'updateAsset',
  method: 'PATCH',
  path: '/assets/{assetId}',
  tag: 'Assets',
  summary: 'Rename an asset or move it to another job',
  description: 'Stored files and the public page keep their addresses. A job has the same bytes once.',
  scope: 'upload',
  body: updateAssetSchema,
  answers: { 200: { description: 'The asset as it is now', schema: assetSchema } },
  errors: ['conflict', 'asset_not_ready'],
});

export const changeAssets = defineOperation({
  id: 'changeAssets',
  method: 'POST',
  path: '/assets/batch',
  tag: 'Assets',
  summary: 'Publish, take back, delete or move up to 100 assets',
  description:
    'Each asset has an answer of its own: what one is refused does not stop the others, and unknown ids answer as those of somebody else do. Absolute, so repeating it is harmless. What takes longer than a few seconds is answered with the status in flight and goes on: ask `GET /assets?ids=` until it rests.',
  scope: {
    field: 'action',
    scopes: {
      publish: 'publish',
      unpublish: 'publish',
      trash: 'delete',
      restore: 'delete',
      delete: 'delete',
      move: 'upload',
    },
  },
  body: changeAssetsSchema,
  answers: { 200: { description: 'One answer for each id, in order', schema: changedAssetsSchema } },
  errors: ['not_found', 'conflict'],
});

export const deleteAsset = defineOperation({
  id: 'deleteAsset',
  method: 'DELETE',
  path: '/assets/{assetId}',
  tag: 'Assets',
  summary: 'Delete an asset',
  description:
    'Into the trash, hidden and taken back, for 30 days; with `permanent=true` for good. One without verified bytes is deleted at once. Repeating it is harmless.',
  scope: 'delete',
  query: deletionSchema,
  answers: {
    200: { description: 'The asset in the trash', schema: assetSchema },
    204: { description: 'Deleted for good' },
  },
  errors: [],
});

export const restoreAsset = defineOperation({
  id: 'restoreAsset',
  method: 'POST',
  path: '/assets/{assetId}/restore',
  tag: 'Assets',
  summary: 'Bring an asset back from the trash',
  description: 'It is private; its page keeps the address it had.',
  scope: 'delete',
  answers: { 200: { description: 'The asset', schema: assetSchema } },
  errors: ['conflict'],
});

export const setVisibility = defineOperation({
  id: 'setVisibility',
  method: 'PUT',
  path: '/assets/{assetId}/visibility',
  tag: 'Assets',
  summary: 'Publish or take back',
  description:
    'Absolute, so repeating it is harmless; the last wish wins. Work that takes longer than a few seconds answers with the status in flight (`publishing`, `unpublishing`): ask again until it rests.',
  scope: 'publish',
  body: setVisibilitySchema,
  answers: { 200: { description: 'The asset, at rest or in flight', schema: assetSchema } },
  errors: ['conflict', 'asset_not_ready'],
});

export const signUrls = defineOperation({
  id: 'signUrls',
  method: 'POST',
  path: '/signed-urls',
  tag: 'Assets',
  summary: 'Sign addresses of private files',
  description: 'For up to 100 assets. Anyone who has a signed address can read that one file until it expires.',
  scope: 'read',
  body: signUrlsSchema,
  answers: { 200: { description: 'One answer for each id, in order', schema: signedUrlsSchema } },
  errors: [],
});
