import { expect, test } from 'vitest';
import { toLocalPath } from './local-path.ts';

test.each([
  ['/trash', '/trash'],
  ['/jobs/1?show=public#x', '/jobs/1?show=public#x'],
  ['//evil.example', '/jobs'],
  ['/\\evil.example', '/jobs'],
  ['/\t/evil.example', '/jobs'],
  ['https://evil.example/', '/jobs'],
  ['javascript:alert(1)', '/jobs'],
  ['', '/jobs'],
  [null, '/jobs'],
])('%j leads to %j', (wanted, path) => {
  expect(toLocalPath(wanted)).toBe(path);
});
