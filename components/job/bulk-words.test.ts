import { describe, expect, it } from 'vitest';
import type { BulkResult, BulkTarget } from './bulk-run.ts';
import { describeBulk, describeBulkResult } from './bulk-words.ts';

const target: BulkTarget = { id: 'a', name: 'a.png', isPublic: false };
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
    expect(describeBulkResult('publish', result(1)).title).toBe('1 image was published');
    expect(describeBulkResult('trash', result(1200)).title).toBe('1,200 images were moved to the trash');
    expect(describeBulkResult('move', result(2, 0, 'cancelled')).title).toBe('Cancelled: 2 images were moved before');
  });

  it('say what did not, and why', () => {
    expect(describeBulkResult('publish', result(2, 1))).toEqual({
      title: '1 of 3 images was not published',
      description: '2 images were published.',
      failed: [{ name: 'a.png', reason: 'Not yet.' }],
    });
    expect(describeBulkResult('move', result(100, 0, { reason: 'There is no such job.' }))).toEqual({
      title: 'Moving stopped',
      description: '100 images were moved. There is no such job.',
      failed: [],
    });
  });
});
