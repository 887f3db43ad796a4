import { describe, expect, it } from 'vitest';
import { makeImage, makeSvg } from '../../tests/support/make-images.ts';
import { sharp, withDecodeSlot } from './sharp.ts';

type Job = { started: boolean; finish: () => void; done: Promise<void> };

function startJob(residentBytes = 0): Job {
  const { promise, resolve } = Promise.withResolvers<void>();
  const job: Job = { started: false, finish: resolve, done: Promise.resolve() };
  job.done = withDecodeSlot(residentBytes, () => {
    job.started = true;
    return promise;
  });
  return job;
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

describe('sharp', () => {
  it('takes the four types and nothing else', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      expect((await sharp(await makeImage({ format, width: 9, height: 9 })).metadata()).width).toBe(9);
    }
    await expect(sharp(makeSvg()).metadata()).rejects.toThrow(/unsupported image format/);
    const raw = { raw: { width: 9, height: 9, channels: 3 as const } };
    const tiff = await sharp(Buffer.alloc(243), raw).tiff().toBuffer();
    await expect(sharp(tiff).metadata()).rejects.toThrow(/unsupported image format/);
  });
});

describe('withDecodeSlot', () => {
  it('runs two at once, the others in order of arrival', async () => {
    const jobs = [startJob(), startJob(), startJob(), startJob()];
    await settle();
    expect(jobs.map(({ started }) => started)).toEqual([true, true, false, false]);
    jobs[1]?.finish();
    await jobs[1]?.done;
    await settle();
    expect(jobs.map(({ started }) => started)).toEqual([true, true, true, false]);
    for (const { finish } of jobs) finish();
    await Promise.all(jobs.map(({ done }) => done));
    expect(jobs.every(({ started }) => started)).toBe(true);
  });

  it('runs an image that needs much memory alone, without being overtaken', async () => {
    const [small, large, late] = [startJob(), startJob(200_000_000), startJob()];
    await settle();
    expect([small.started, large.started, late.started]).toEqual([true, false, false]);
    small.finish();
    await small.done;
    await settle();
    expect([large.started, late.started]).toEqual([true, false]);
    large.finish();
    await large.done;
    late.finish();
    await late.done;
    expect(late.started).toBe(true);
  });

  it('frees the slot of work that fails', async () => {
    const failing = Array.from({ length: 4 }, () => withDecodeSlot(0, () => Promise.reject(new Error('broken'))));
    const results = await Promise.allSettled(failing);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await withDecodeSlot(200_000_000, async () => 'ran')).toBe('ran');
  });
});
