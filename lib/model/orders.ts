import type { Visibility } from '../schemas/asset.ts';
import type { Call } from './calls.ts';
import { type DatabaseState, MASTER_KEY, type ModelRow, variantKey } from './database-state.ts';
import type { Program } from './worker-program.ts';

/** What is asked of one asset, one after the other, each as soon as the one before or after any pause. */
export type Order = {
  name: string;
  start: DatabaseState;
  requests: Request[];
  /** Calls that anybody may make at any time, any number of times. */
  standing: Call[];
};

/** A call of the owner's, or a program that runs for them beside the workers. */
export type Request = { call: Call } | { program: Exclude<Program, 'drive'> };

const NOTHING_DONE = { lease: null, used: 1, publications: 0, claims: 0 };
const NEW_ROW: ModelRow = {
  ...{ status: 'awaiting_upload', generation: 1, wantedVisibility: 'private', publicKey: null, variant: null },
  ...{ isTrashed: false, problem: null, isQuotaReleased: false },
};

const AWAITING: DatabaseState = { ...NOTHING_DONE, row: NEW_ROW, objects: {} };
const VERIFIED: DatabaseState = {
  ...NOTHING_DONE,
  row: { ...NEW_ROW, status: 'private', generation: 2, variant: { extension: 'png', content: 'made' } },
  objects: { [MASTER_KEY]: 'declared', [variantKey('png')]: 'made' },
};

/** Upload URLs work more than once. Completing is up to the client and to the janitor, so it may happen any time too. */
const UPLOADING: Call[] = [
  { name: 'write', key: MASTER_KEY, content: 'declared' },
  { name: 'write', key: MASTER_KEY, content: 'tampered' },
  { name: 'begin_verification' },
  { name: 'expire_uploads' },
];

const ask = (visibility: Visibility): Request => ({ call: { name: 'request_visibility', visibility } });
const [publish, unpublish] = [ask('public'), ask('private')];
const remove: Request = { call: { name: 'delete_asset' } };
const trash: Request = { call: { name: 'trash_asset' } };
const restore: Request = { call: { name: 'restore_asset' } };
const run = (program: Exclude<Program, 'drive'>): Request => ({ program });
const compare = run('compare');

const afterVerification = (name: string, ...requests: Request[]): Order => ({
  ...{ name, start: VERIFIED, requests, standing: [] },
});
const uploading = (name: string, ...requests: Request[]): Order => ({
  ...{ name, start: AWAITING, requests, standing: UPLOADING },
});

export const ORDERS = {
  publish: afterVerification('publish', publish),
  unpublish: afterVerification('publish > unpublish', publish, unpublish),
  twice: afterVerification('publish > unpublish > publish > unpublish', publish, unpublish, publish, unpublish),
  delete: afterVerification('publish > unpublish > delete', publish, unpublish, remove),
  upload: uploading('upload > complete, with a late second PUT'),
  publishUnverified: uploading('upload > publish > delete', publish, remove),
  trash: afterVerification('publish > trash > restore > publish', publish, trash, restore, publish),
  supplyOther: afterVerification('publish > supply a variant of another type', publish, run('supply_webp')),
  supplySame: afterVerification('publish > supply a variant of the same type', publish, run('supply_png')),
  compare: afterVerification('publish > unpublish, while the janitor compares', compare, publish, unpublish),
  compareSupply: afterVerification(
    'publish > supply, while the janitor compares',
    compare,
    publish,
    run('supply_webp'),
  ),
  compareUpload: uploading('upload > delete, while the janitor compares', compare, remove),
  supplyUnverified: uploading('upload > supply a variant of the same type', run('supply_png')),
} satisfies Record<string, Order>;
