import { describe, expect, it } from 'vitest';
import type { BulkResult, BulkTarget } from './bulk-run.ts';
import { describeBulk, describeBulkResult } from './bulk-words.ts';

const target: BulkTarget = { id: 'a', name: 'a.png', isPublic: false, isRefused: false };
const result = (done: number, failed = 0, stopped: BulkResult['stopped'] = null): BulkResult => ({
  done: Array(done).fill(target),
  failed: Array(failed).fill({ target, reason: 'Not yet.' }),
  stopped,
});

describe('the words of a change of many', () => {
  it('say how far it is', () => {
    expect(describeBulk('publish', 230, 1000)).toBe('Publishing 230 of 1,000');
    expect(describeBulk('move', 3, 2)).toBe('Moving 3 of 3');
  });

  it('say what happened', () => {
    expect(describeBulkResult('publish', 1, result(1)).title).toBe('1 image was published');
    expect(describeBulkResult('trash', 1200, result(1200)).title).toBe('1,200 images were moved to the trash');
    expect(describeBulkResult('move', 9, result(2, 0, 'cancelled')).title).toBe(
      'Cancelled: 2 images were moved before',
    );
  });

  it('say so when there was nothing to do', () => {
    expect(describeBulkResult('unpublish', 0, result(0))).toEqual({
      title: 'Nothing was taken back',
      description: '',
      failed: [],
    });
    expect(describeBulkResult('trash', 9, result(0, 0, 'cancelled')).title).toBe('Cancelled');
  });

  it('say what did not, and why', () => {
    expect(describeBulkResult('publish', 3, result(2, 1))).toEqual({
      title: '1 of 3 images was not published',
      description: '2 images were published.',
      failed: [{ name: 'a.png', reason: 'Not yet.' }],
    });
    expect(
      describeBulkResult('move', 300, result(100, 0, { reason: 'There is no such job.', mayPass: false })),
    ).toEqual({
      title: 'Moving stopped',
      description: '100 of 300 images were moved. There is no such job.',
      failed: [],
    });
  });

  it('say what cannot be brought back', () => {
    const refused = { ...target, isRefused: true };
    expect(describeBulkResult('trash', 3, { ...result(2), done: [target, refused, refused] })).toEqual({
      title: '1 image was moved to the trash',
      description: 'Links to them do not work. 2 refused images are gone for good.',
      failed: [],
    });
    expect(describeBulkResult('trash', 1, { ...result(1), done: [refused] })).toEqual({
      title: '1 image was deleted for good',
      description: '',
      failed: [],
    });
  });
});
