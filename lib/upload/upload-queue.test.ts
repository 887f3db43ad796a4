import { describe, expect, it } from 'vitest';
import { fakeAsset } from './fake-upload-server.ts';
import { EMPTY_UPLOAD_QUEUE, reduceUploads, type UploadEvent, type UploadQueue } from './upload-queue.ts';
import { sumUploads } from './upload-totals.ts';

const file = (id: string, bytes = 100) => ({ id, name: `${id}.png`, bytes });

function play(...events: UploadEvent[]): UploadQueue {
  return events.reduce(reduceUploads, EMPTY_UPLOAD_QUEUE);
}

const stageOf = (queue: UploadQueue, id: string) => queue.items.get(id)?.stage;

describe('reduceUploads', () => {
  it('walks a file from the drop to the verified asset', () => {
    const asset = fakeAsset('asset-a', 'a.png');
    const steps: [UploadEvent, string][] = [
      [{ type: 'added', files: [file('a')] }, 'waiting'],
      [{ type: 'typed', id: 'a', contentType: 'image/png' }, 'waiting'],
      [{ type: 'hashing', id: 'a' }, 'hashing'],
      [{ type: 'hashed', id: 'a' }, 'presigning'],
      [{ type: 'presigned', id: 'a', assetId: asset.id }, 'presigning'],
      [{ type: 'sending', id: 'a' }, 'uploading'],
      [{ type: 'progress', id: 'a', sentBytes: 40 }, 'uploading'],
      [{ type: 'stored', id: 'a' }, 'verifying'],
      [{ type: 'ready', id: 'a', asset }, 'ready'],
    ];
    let queue = EMPTY_UPLOAD_QUEUE;
    for (const [event, stage] of steps) {
      queue = reduceUploads(queue, event);
      expect(stageOf(queue, 'a')).toBe(stage);
    }
    expect(queue.items.get('a')).toMatchObject({ sentBytes: 100, asset, assetId: 'asset-a', reason: null });
  });

  it('ignores what comes after the end and for unknown files', () => {
    const cancelled = play({ type: 'added', files: [file('a')] }, { type: 'cancelled', id: 'a' });
    for (const event of [
      { type: 'progress', id: 'a', sentBytes: 5 },
      { type: 'stored', id: 'a' },
      { type: 'failed', id: 'a', reason: 'x', retryable: true },
      { type: 'retried', id: 'a' },
      { type: 'sending', id: 'nobody' },
    ] satisfies UploadEvent[]) {
      expect(reduceUploads(cancelled, event)).toBe(cancelled);
    }
  });

  it('starts a failed file again, and only a failed one', () => {
    const failed = play(
      { type: 'added', files: [file('a')] },
      { type: 'sending', id: 'a' },
      { type: 'progress', id: 'a', sentBytes: 70 },
      { type: 'failed', id: 'a', reason: 'The connection dropped.', retryable: true },
    );
    expect(failed.items.get('a')).toMatchObject({
      stage: 'failed',
      reason: 'The connection dropped.',
      retryable: true,
    });
    const again = reduceUploads(failed, { type: 'retried', id: 'a' });
    expect(again.items.get('a')).toMatchObject({ stage: 'waiting', sentBytes: 0, reason: null, retryable: false });
    expect(stageOf(reduceUploads(failed, { type: 'cancelled', id: 'a' }), 'a')).toBe('cancelled');
  });

  it('keeps the identity of items that an event does not touch', () => {
    const before = play({ type: 'added', files: [file('a'), file('b')] });
    const after = reduceUploads(before, { type: 'hashing', id: 'a' });
    expect(after.items.get('b')).toBe(before.items.get('b'));
    expect(after.order).toBe(before.order);
  });

  it('forgets only what has ended', () => {
    const queue = play({ type: 'added', files: [file('a')] });
    expect(reduceUploads(queue, { type: 'dismissed', id: 'a' })).toBe(queue);
    const refused = reduceUploads(queue, { type: 'refused', id: 'a', reason: 'no' });
    expect(reduceUploads(refused, { type: 'dismissed', id: 'a' })).toEqual(EMPTY_UPLOAD_QUEUE);
  });
});

describe('sumUploads', () => {
  it('counts what is in, under way, failed and refused, and leaves cancelled files out', () => {
    const queue = play(
      { type: 'added', files: ['in', 'half', 'bad', 'lost', 'gone'].map((id) => file(id)) },
      { type: 'ready', id: 'in', asset: fakeAsset('1', 'in.png') },
      { type: 'sending', id: 'half' },
      { type: 'progress', id: 'half', sentBytes: 50 },
      { type: 'refused', id: 'bad', reason: 'no' },
      { type: 'failed', id: 'lost', reason: 'no', retryable: true },
      { type: 'cancelled', id: 'gone' },
    );
    expect(sumUploads(queue)).toEqual({
      fileCount: 3,
      doneCount: 1,
      duplicateCount: 0,
      activeCount: 1,
      askingCount: 0,
      failedCount: 1,
      refusedCount: 1,
      totalBytes: 300,
      sentBytes: 150,
    });
  });
});
