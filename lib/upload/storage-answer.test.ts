import { describe, expect, it } from 'vitest';
import { delayBeforeRetryMs } from './retry.ts';
import { readStorageAnswer, retryAfterToMs } from './storage-answer.ts';
import { TransferMeter } from './transfer-meter.ts';
import { UploadFault } from './upload-fault.ts';

function kindOf(status: number, body: string): string {
  try {
    readStorageAnswer({ status, body, retryAfter: null }, 'a.png');
    return 'stored';
  } catch (error) {
    return error instanceof UploadFault ? error.kind : String(error);
  }
}

describe('readStorageAnswer', () => {
  it.each([
    [200, '{"Key":"assets/a.png"}', 'stored'],
    [400, '{"statusCode":"409","error":"Duplicate"}', 'stored'],
    [409, '', 'stored'],
    [400, '{"statusCode":"400","error":"InvalidJWT"}', 'expired'],
    [400, '{"statusCode":"403","error":"Unauthorized"}', 'failed'],
    [400, '{"statusCode":"413","error":"Payload too large"}', 'refused'],
    [400, '{"statusCode":"415","error":"invalid_mime_type"}', 'refused'],
    [400, '{"statusCode":"503","error":"x"}', 'transient'],
    [507, '{"statusCode":"507","error":"Insufficient Storage"}', 'transient'],
    [502, '<html>', 'transient'],
    [429, '', 'transient'],
    [0, '', 'transient'],
    [400, 'not json', 'failed'],
  ])('%i %s is %s', (status, body, kind) => {
    expect(kindOf(status, body)).toBe(kind);
  });
});

describe('waiting', () => {
  it('reads Retry-After as seconds or a date', () => {
    expect(retryAfterToMs('3')).toBe(3000);
    expect(retryAfterToMs('Thu, 01 Jan 1970 00:00:10 GMT', 4000)).toBe(6000);
    expect(retryAfterToMs(null)).toBeNull();
    expect(retryAfterToMs('soon')).toBeNull();
  });

  it('backs off exponentially with jitter, bounded, and never sooner than asked', () => {
    expect([1, 2, 3].map((attempt) => delayBeforeRetryMs(attempt, null, 0))).toEqual([250, 500, 1000]);
    expect(delayBeforeRetryMs(1, null, 0.999)).toBeLessThanOrEqual(500);
    expect(delayBeforeRetryMs(30, null, 1)).toBe(20_000);
    expect(delayBeforeRetryMs(1, 5000, 0)).toBeGreaterThanOrEqual(5000);
  });
});

describe('TransferMeter', () => {
  it('tells the speed once it has seen enough, and forgets old samples', () => {
    const meter = new TransferMeter();
    meter.record(0, 1000);
    expect(meter.bytesPerSecond(100)).toBeNull();
    meter.record(1000, 2000);
    expect(meter.bytesPerSecond(1000)).toBe(2000);
    meter.record(1000, -500);
    expect(meter.bytesPerSecond(1000)).toBe(2000);
    expect(meter.bytesPerSecond(60_000)).toBeNull();
  });
});
