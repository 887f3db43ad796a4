import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [1023, '1023 B'],
  [1024, '1 kB'],
  [1536, '1.5 kB'],
  [3.4 * 1024 ** 2, '3.4 MB'],
  [10 * 1024 ** 2, '10 MB'],
  [1024 ** 2 - 1, '1 MB'],
  [310.4 * 1024 ** 2, '310 MB'],
  [99.96 * 1024 ** 2, '100 MB'],
  [5 * 1024 ** 3, '5 GB'],
  [5000 * 1024 ** 4, '5000 TB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
