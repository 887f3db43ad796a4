import { expect, test } from 'vitest';
import { handOverFiles, takeHandedOverFiles } from './handover.ts';

test('files are taken once, by their own job', () => {
  const files = [new File(['a'], 'a.png')];
  handOverFiles('job-1', files);
  expect(takeHandedOverFiles('job-2')).toEqual([]);
  expect(takeHandedOverFiles('job-1')).toBe(files);
  expect(takeHandedOverFiles('job-1')).toEqual([]);
});
