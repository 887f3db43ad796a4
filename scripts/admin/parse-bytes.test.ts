import { expect, test } from 'vitest';
import { parseBytes } from './parse-bytes.ts';

test.each([
  ['0', 0],
  ['1048576', 1_048_576],
  ['840 B', 840],
  ['10GB', 10 * 1024 ** 3],
  ['1.5 mb', 1_572_864],
  ['2TB', 2 * 1024 ** 4],
])('%s', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.each(['', 'GB', '-1', '1,5GB', '10 XB', '1e9', '99999999TB', 'default'])('“%s” is no number of bytes', (text) => {
  expect(parseBytes(text)).toBeNull();
});
