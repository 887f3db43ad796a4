/**
 * Every route of the API, with what it is asked. `{job}` and `{asset}` stand for what is tried, `{ownJob}` and `{ownAsset}`
 * for a job and an asset that the caller has in any case.
 */
export type Route = {
  route: string;
  path: string;
  body?: unknown;
  /** Fields beside an image, as multipart. */
  form?: Record<string, string>;
  /** What the owner is answered, 200 unless said otherwise, and when it is in the trash: the same unless said otherwise. */
  own?: number;
  trashed?: number;
};
export const ON_JOB: Route[] = [
  { route: 'GET /jobs/[jobId]', path: '/jobs/{job}' },
  { route: 'PATCH /jobs/[jobId]', path: '/jobs/{job}', body: { title: 'Mine' } },
  { route: 'DELETE /jobs/[jobId]', path: '/jobs/{job}' },
  { route: 'DELETE /jobs/[jobId]', path: '/jobs/{job}?permanent=true', own: 204 },
  { route: 'POST /jobs/[jobId]/restore', path: '/jobs/{job}/restore' },
  { route: 'GET /jobs/[jobId]/receipt', path: '/jobs/{job}/receipt' },
  { route: 'GET /jobs/[jobId]/assets', path: '/jobs/{job}/assets' },
  { route: 'GET /jobs/[jobId]/assets', path: '/jobs/{job}/assets?trashed=true' },
  { route: 'GET /jobs/[jobId]/assets/pages', path: '/jobs/{job}/assets/pages' },
  {
    route: 'POST /jobs/[jobId]/uploads',
    path: '/jobs/{job}/uploads',
    body: { files: [{ name: 'a.png', contentType: 'image/png', bytes: 70, sha256: 'ab'.repeat(32) }] },
    trashed: 409,
  },
  {
    route: 'POST /jobs/[jobId]/copies',
    path: '/jobs/{job}/copies',
    body: { assetId: '{ownAsset}' },
    own: 201,
    trashed: 409,
  },
  { route: 'POST /jobs/[jobId]/assets', path: '/jobs/{job}/assets', form: {}, own: 201, trashed: 409 },
  {
    route: 'POST /assets/batch',
    path: '/assets/batch',
    body: { action: 'move', assetIds: ['{ownAsset}'], jobId: '{job}' },
    trashed: 409,
  },
  { route: 'PATCH /assets/[assetId]', path: '/assets/{ownAsset}', body: { jobId: '{job}' }, trashed: 409 },
  { route: 'POST /jobs/[jobId]/assets', path: '/jobs/{job}/assets', form: { suffix: '_112x112' }, own: 404 },
];
export const ON_ASSET: Route[] = [
  { route: 'GET /assets/[assetId]', path: '/assets/{asset}' },
  { route: 'PATCH /assets/[assetId]', path: '/assets/{asset}', body: { name: 'mine.png' } },
  { route: 'DELETE /assets/[assetId]', path: '/assets/{asset}' },
  { route: 'DELETE /assets/[assetId]', path: '/assets/{asset}?permanent=true', own: 204 },
  { route: 'POST /assets/[assetId]/restore', path: '/assets/{asset}/restore' },
  { route: 'POST /assets/[assetId]/complete', path: '/assets/{asset}/complete' },
  { route: 'POST /assets/[assetId]/upload-url', path: '/assets/{asset}/upload-url', own: 409 },
  {
    route: 'PUT /assets/[assetId]/visibility',
    path: '/assets/{asset}/visibility',
    body: { visibility: 'public' },
    trashed: 409,
  },
  {
    route: 'PUT /assets/[assetId]/visibility',
    path: '/assets/{asset}/visibility',
    body: { visibility: 'private' },
    trashed: 409,
  },
  { route: 'GET /assets', path: '/assets?ids={asset}' },
  { route: 'GET /jobs/[jobId]/assets/pages', path: '/jobs/{ownJob}/assets/pages?asset={asset}' },
  { route: 'POST /signed-urls', path: '/signed-urls', body: { assetIds: ['{asset}'] } },
  { route: 'POST /assets/batch', path: '/assets/batch', body: { action: 'publish', assetIds: ['{asset}'] } },
  { route: 'POST /assets/batch', path: '/assets/batch', body: { action: 'unpublish', assetIds: ['{asset}'] } },
  { route: 'POST /assets/batch', path: '/assets/batch', body: { action: 'trash', assetIds: ['{asset}'] } },
  { route: 'POST /assets/batch', path: '/assets/batch', body: { action: 'restore', assetIds: ['{asset}'] } },
  { route: 'POST /assets/batch', path: '/assets/batch', body: { action: 'delete', assetIds: ['{asset}'] } },
  {
    route: 'POST /assets/batch',
    path: '/assets/batch',
    body: { action: 'move', assetIds: ['{asset}'], jobId: '{ownJob}' },
  },
  { route: 'PATCH /assets/[assetId]', path: '/assets/{asset}', body: { jobId: '{ownJob}' } },
  { route: 'POST /jobs/[jobId]/copies', path: '/jobs/{ownJob}/copies', body: { assetId: '{asset}' } },
  { route: 'PATCH /jobs/[jobId]', path: '/jobs/{ownJob}', body: { coverAssetId: '{asset}' } },
  {
    route: 'POST /jobs/[jobId]/assets',
    path: '/jobs/{ownJob}/assets',
    form: { suffix: '_112x112', assetId: '{asset}' },
    trashed: 409,
  },
];
export const ON_NOTHING: Route[] = [
  { route: 'GET /jobs', path: '/jobs' },
  { route: 'GET /jobs', path: '/jobs?trashed=true' },
  { route: 'POST /jobs', path: '/jobs', body: { title: 'Of Bob' } },
  { route: 'GET /shared', path: '/shared' },
  { route: 'DELETE /shared', path: '/shared' },
  { route: 'DELETE /trash', path: '/trash' },
  { route: 'GET /me', path: '/me' },
  { route: 'GET /me/storage', path: '/me/storage' },
  { route: 'GET /me/export', path: '/me/export' },
  { route: 'GET /me/export/links', path: '/me/export/links' },
  { route: 'PUT /me/logos/[name]', path: '/me/logos/primary' },
  { route: 'DELETE /me/logos/[name]', path: '/me/logos/primary' },
  { route: 'PUT /me/avatar', path: '/me/avatar' },
  { route: 'DELETE /me/avatar', path: '/me/avatar' },
];
export const ALL_ROUTES = [...ON_JOB, ...ON_ASSET, ...ON_NOTHING];
