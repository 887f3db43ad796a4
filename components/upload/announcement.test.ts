import { describe, expect, it } from 'vitest';
import { fakeAsset } from '../../lib/upload/fake-upload-server.ts';
import { EMPTY_UPLOAD_QUEUE, reduceUploads, type UploadEvent } from '../../lib/upload/upload-queue.ts';
import { sumUploads } from '../../lib/upload/upload-totals.ts';
import { announce } from './announcement.ts';

const COUNT = 200;
const ids = Array.from({ length: COUNT }, (_, index) => `upload-${index}`);

function play(...events: UploadEvent[]) {
  const added = ids.map((id) => ({ id, name: `${id}.png`, bytes: 1 }));
  return events.reduce(reduceUploads, reduceUploads(EMPTY_UPLOAD_QUEUE, { type: 'added', files: added }));
}
const say = (queue = play()) => announce(queue, sumUploads(queue));

describe('announce', () => {
  it('has nothing to say of nothing', () => {
    expect(say(EMPTY_UPLOAD_QUEUE)).toBeNull();
  });

  it('speaks five times at most of two hundred files that all go well', () => {
    const moments = new Set<string>();
    let queue = play();
    for (const id of ids) {
      moments.add(say(queue)?.moment ?? '');
      queue = reduceUploads(queue, { type: 'ready', id, asset: fakeAsset(id, id) });
    }
    moments.add(say(queue)?.moment ?? '');
    expect([...moments]).toEqual(['uploading 0', 'uploading 1', 'uploading 2', 'uploading 3', 'ended 200 0 0']);
    expect(say(queue)?.words).toBe('200 images are in.');
  });

  it('asks aloud, once for a question and not for every file that comes to it', () => {
    const asked = (id: string): UploadEvent => ({
      type: 'asked',
      id,
      question: { kind: 'copy', jobTitle: 'Summer shoot' },
    });
    const [first, second] = [say(play(asked('upload-1'))), say(play(asked('upload-1'), asked('upload-2')))];
    expect(first?.words).toContain('1 file waits for your answer. 1 of these is already in Summer shoot.');
    expect(second?.moment).toBe(first?.moment);
    expect(second?.isProgress).toBe(false);
  });
});
