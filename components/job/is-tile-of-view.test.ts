import { expect, test } from 'vitest';
import { EMPTY_UPLOAD_QUEUE, reduceUploads, type UploadEvent } from '../../lib/upload/upload-queue.ts';
import { isTileOfView } from './is-tile-of-view.ts';
import { DEFAULT_VIEW } from './job-view-params.ts';

function tileAfter(event: UploadEvent | null) {
  const added: UploadEvent = { type: 'added', files: [{ id: 'a', name: 'Notes.PDF', bytes: 1 }] };
  const queue = [added, ...(event ? [event] : [])].reduce(reduceUploads, EMPTY_UPLOAD_QUEUE);
  return { upload: queue.items.get('a') ?? null };
}

const refused = tileAfter({ type: 'refused', id: 'a', reason: 'no image' });
const failed = tileAfter({ type: 'failed', id: 'a', reason: 'gone', retryable: true });
const waiting = tileAfter(null);

test.each([
  ['refused', refused, { show: 'all' }, true],
  ['refused', refused, { show: 'refused' }, true],
  ['refused', refused, { show: 'public' }, false],
  ['refused', refused, { search: ' notes ' }, true],
  ['refused', refused, { search: 'img' }, false],
  ['failed', failed, { show: 'refused' }, false],
  ['failed', failed, { show: 'all' }, true],
  ['waiting', waiting, { show: 'public', search: 'img' }, true],
  ['stored', { upload: null }, { show: 'public', search: 'img' }, true],
] as const)('a file that is %s', (_what, tile, view, expected) => {
  expect(isTileOfView(tile, { ...DEFAULT_VIEW, ...view })).toBe(expected);
});
